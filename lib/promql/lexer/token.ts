import type { Span } from '../ast';
import type { Finding } from '../fault';
import type { Keyword } from './keywords';

/**
 * What a token is. Operators and punctuation are themselves. `metric` is a name with a colon; a word that means
 * something to PromQL is a `keyword`, except in braces.
 */
export type TokenKind =
  'end' | 'error' | 'number' | 'duration' | 'string' | 'identifier' | 'metric' | 'keyword' | Punctuation;

export type Punctuation =
  | '('
  | ')'
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | '@'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | '='
  | '=~'
  | '!~'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '</'
  | '>/';

export interface Token extends Span {
  readonly kind: TokenKind;

  /** As it was written. */
  readonly text: string;

  /** A keyword in lower case, which is how it is compared. */
  readonly word?: Keyword;

  /** Why there is no token here, where it is an `error`. */
  readonly finding?: Finding;
}
