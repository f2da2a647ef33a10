import { RE2JS } from 're2js';
import { regexFault } from '../values';
import { hasLoneBytes } from './lexer';

/** Patterns of words, dots and alternatives: what most are, and RE2 always accepts. */
const PLAIN = /^[^\\+*?()[\]{}^$]*$/;

/** The same few hundred patterns stand in thousands of rules. */
const KNOWN = new Map<string, { readonly fault: string | undefined; matchesEmpty?: boolean }>();
const MOST_KNOWN = 10_000;

/** Why RE2 refuses a pattern; undefined where it does not. */
export function patternFault(pattern: string): string | undefined {
  // Prometheus compares plain texts without looking whether they are UTF-8.
  if (hasLoneBytes(pattern) && (pattern.includes('.') || !PLAIN.test(pattern))) {
    return 'it is no UTF-8';
  }
  return PLAIN.test(pattern) ? undefined : known(pattern).fault;
}

/** Whether a pattern, anchored as that of a matcher, matches the empty text: a label that is missing. */
export function matchesEmpty(pattern: string): boolean {
  if (PLAIN.test(pattern)) {
    return pattern.split('|').includes('');
  }
  const entry = known(pattern);
  if (entry.fault !== undefined) {
    return false;
  }
  entry.matchesEmpty ??= matches(pattern, '');
  return entry.matchesEmpty;
}

/** Whether a pattern, anchored as that of a matcher, matches a text. Only for patterns that RE2 accepts. */
export function matches(pattern: string, text: string): boolean {
  return PLAIN.test(pattern) && !pattern.includes('.')
    ? pattern.split('|').includes(text)
    : RE2JS.compile(pattern, RE2JS.DOTALL).matches(text);
}

function known(pattern: string): { readonly fault: string | undefined; matchesEmpty?: boolean } {
  const entry = KNOWN.get(pattern) ?? { fault: regexFault(pattern) };
  if (KNOWN.size >= MOST_KNOWN) {
    KNOWN.clear();
  }
  KNOWN.set(pattern, entry);
  return entry;
}
