import type { Token } from '../lexer';

const LONGEST = 30;

/** A token as a sentence names it. */
export function describeToken({ kind, text }: Token): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  switch (kind) {
    case 'end':
      return 'end of input';
    case 'string':
      return `string ${shown}`;
    case 'number':
    case 'duration':
      return `${kind} ${shown}`;
    case 'identifier':
    case 'metric':
      return `name "${shown}"`;
    case 'keyword':
      return `keyword "${shown}"`;
    default:
      return `"${shown}"`;
  }
}
