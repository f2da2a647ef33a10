import type { FullMatcher, MatchType } from './matcher';
import type { Parsed } from './parsed';
import { unquote } from './unquote';

type Kind = 'space' | 'operator' | 'brace' | 'comma' | 'quoted' | 'unquoted';

interface Token {
  readonly kind: Kind | 'end';
  readonly text: string;
}

/** `\p{White_Space}` is what Go calls space; JavaScript's `\s` is not. */
const TOKENS: ReadonlyArray<readonly [Kind, RegExp]> = [
  ['space', /\p{White_Space}+/uy],
  ['operator', /=~|!=|!~|=/y],
  ['brace', /[{}]/y],
  ['comma', /,/y],
  ['quoted', /"(?:[^"\\]|\\.)*"/suy],
  ['unquoted', /[^\p{White_Space}{}!=~,\\"'`]+/uy],
];

/**
 * Reads matchers as Alertmanager's parser of 0.27 does: names and values of any text, quoted where they have
 * reserved characters, `\` as in Go's strings.
 */
export function parseUtf8(text: string): Parsed {
  const tokens = tokenize(text);
  if (typeof tokens === 'string') {
    return { fault: tokens };
  }
  const hasBrace = isBrace(tokens[0], '{');
  const matchers: FullMatcher[] = [];
  let at = hasBrace ? 1 : 0;
  for (;;) {
    const ending = endingAt(tokens, at, hasBrace);
    if (ending !== undefined) {
      return ending.fault === undefined ? { matchers } : { fault: ending.fault };
    }
    if (matchers.length > 0) {
      if (tokens[at]?.kind !== 'comma') {
        return { fault: `expected a comma, not ${describe(tokens[at])}` };
      }
      at += 1;
      // A comma may be the last of it.
      const afterComma = endingAt(tokens, at, hasBrace);
      if (afterComma !== undefined) {
        return afterComma.fault === undefined ? { matchers } : { fault: afterComma.fault };
      }
    }
    const matcher = matcherAt(tokens, at);
    if (typeof matcher === 'string') {
      return { fault: matcher };
    }
    matchers.push(matcher);
    at += 3;
  }
}

function tokenize(text: string): Token[] | string {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    if (token === undefined) {
      return text.charAt(offset) === '"'
        ? `the quote at ${offset + 1} is not closed`
        : `"${text.charAt(offset)}" at ${offset + 1} must stand in quotes`;
    }
    offset += token.text.length;
    if (token.kind !== 'space') {
      tokens.push(token);
    }
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function tokenAt(text: string, offset: number): Token | undefined {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match !== null) {
      return { kind, text: match[0] };
    }
  }
  return undefined;
}

/** Whether the matchers end here, and if so, whether they may. */
function endingAt(
  tokens: readonly Token[],
  at: number,
  hasBrace: boolean,
): { readonly fault?: string } | undefined {
  const token = tokens[at];
  if (token?.kind === 'end') {
    return hasBrace ? { fault: 'the brace is not closed' } : {};
  }
  if (!isBrace(token, '}')) {
    return undefined;
  }
  if (!hasBrace) {
    return { fault: 'the brace was not opened' };
  }
  return tokens[at + 1]?.kind === 'end' ? {} : { fault: 'something follows the closing brace' };
}

function matcherAt(tokens: readonly Token[], at: number): FullMatcher | string {
  const [name, operator, value] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!isText(name)) {
    return `expected the name of a label, not ${describe(name)}`;
  }
  if (operator?.kind !== 'operator') {
    return `expected one of = != =~ !~ after ${name.text}, not ${describe(operator)}`;
  }
  if (!isText(value)) {
    return `expected a value after ${name.text}${operator.text}, not ${describe(value)}`;
  }
  const [readName, readValue] = [textOf(name), textOf(value)];
  if (readName === undefined || readValue === undefined) {
    return `${readName === undefined ? name.text : value.text} has an escape that is none`;
  }
  return { name: readName, matchType: operator.text as MatchType, value: readValue };
}

function isText(token: Token | undefined): token is Token {
  return token?.kind === 'quoted' || token?.kind === 'unquoted';
}

function textOf({ kind, text }: Token): string | undefined {
  return kind === 'quoted' ? unquote(text) : text;
}

function isBrace(token: Token | undefined, brace: '{' | '}'): boolean {
  return token?.kind === 'brace' && token.text === brace;
}

function describe(token: Token | undefined): string {
  return token === undefined || token.kind === 'end' ? 'the end' : token.text;
}
