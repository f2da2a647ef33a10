import type { Token, TokenKind } from '../lexer';

const LONGEST = 30;

/** Signs have no other name than themselves. */
const NAMES: Readonly<Partial<Record<TokenKind, string>>> = {
  string: 'string',
  number: 'number',
  duration: 'duration',
  identifier: 'name',
  metric: 'name',
  keyword: 'keyword',
};

/** A token as a sentence names it. */
export function describeToken({ kind, text }: Token): string {
  if (kind === 'end') {
    return 'end of input';
  }
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  const isQuoted = kind === 'string' || kind === 'number' || kind === 'duration';
  return [NAMES[kind] ?? [], isQuoted ? shown : `"${shown}"`].flat().join(' ');
}
