import type { Span } from './span';

/** `"text"`, `'text'` or `` `text` ``. */
export interface StringLiteral extends Span {
  readonly type: 'string';

  /** The text without quotes and escapes. A byte that is no UTF-8, `\xff`, is a lone surrogate: U+DC00 and the byte. */
  readonly value: string;
}
