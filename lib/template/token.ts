/** What kinds of words an action is made of, besides text between actions. */
export type TokenType =
  | 'text'
  | 'leftDelimiter'
  | 'rightDelimiter'
  | 'space'
  | 'keyword'
  | 'identifier'
  | 'variable'
  | 'field'
  | 'dot'
  | 'nil'
  | 'bool'
  | 'number'
  | 'complex'
  | 'character'
  | 'string'
  | 'rawString'
  | 'declare'
  | 'assign'
  | 'pipe'
  | 'leftParen'
  | 'rightParen'
  | 'other'
  | 'end'
  | 'error';

/** A word of a template. */
export interface Token {
  readonly type: TokenType;

  /** As it stands in the template; of an error, what is wrong. */
  readonly text: string;

  /** Where it begins, in characters from the beginning of the template. */
  readonly at: number;
}

/** Words that Go reserves. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
]);
