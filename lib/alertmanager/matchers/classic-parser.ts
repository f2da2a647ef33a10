import type { FullMatcher, MatchType } from './matcher';
import type { Parsed } from './parsed';

/** Go's `\s` is ASCII only. */
const MATCHER =
  /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([^]*?)[\t\n\f\r ]*$/;

/**
 * Reads matchers as Alertmanager did before 0.27, and still does where its new parser fails: names of
 * letters, digits, `_` and `:`; values with or without quotes, and a `\` that stands for itself where it
 * escapes nothing.
 */
export function parseClassic(text: string): Parsed {
  const matchers: FullMatcher[] = [];
  for (const part of splitAtCommas(text.replace(/^\{/, '').replace(/\}$/, ''))) {
    const match = MATCHER.exec(part);
    if (match === null) {
      return { fault: `"${part}" is no matcher` };
    }
    const [, name = '', matchType, raw = ''] = match;
    const value = readValue(raw);
    if (value === undefined) {
      return { fault: `the value ${raw} has a quote that is not escaped` };
    }
    matchers.push({ name, matchType: matchType as MatchType, value });
  }
  return { matchers };
}

/** Commas in quotes do not count; an empty last part is none. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let escaped = false;
  for (const char of text) {
    if (char === ',' && !quoted) {
      parts.push(part);
      part = '';
      continue;
    }
    if (char === '"' && !escaped) {
      quoted = !quoted;
    }
    // A comma in quotes leaves the state alone, as it does upstream.
    if (char !== ',') {
      escaped = char === '\\' && !escaped;
    }
    part += char;
  }
  const last = part.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
  return last === '' ? parts : [...parts, last];
}

/** A quote that is not escaped may only be the first and the last character, and then both. */
function readValue(raw: string): string | undefined {
  const quoted = raw.startsWith('"');
  const chars = Array.from(quoted ? raw.slice(1) : raw);
  let value = '';
  let escaped = false;
  let closed = !quoted;
  for (const [index, char] of chars.entries()) {
    const isLast = index === chars.length - 1;
    if (escaped) {
      value += unescape(char);
      escaped = false;
    } else if (char === '\\' && !isLast) {
      escaped = true;
    } else if (char !== '"') {
      value += char;
    } else if (closed || !isLast) {
      return undefined;
    } else {
      closed = true;
    }
  }
  return closed ? value : undefined;
}

/** A `\` before anything else stands for itself. */
function unescape(char: string): string {
  if (char === 'n') {
    return '\n';
  }
  return char === '"' || char === '\\' ? char : `\\${char}`;
}
