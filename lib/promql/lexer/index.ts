export { CALLABLE, isAggregation, NO_METRIC, type Keyword } from './keywords';
export { tokenize, type LexerOptions } from './lexer';
export { numberValue } from './number-value';
export { hasLoneBytes, scanQuoted } from './quoted';
export type { Token, TokenKind } from './token';
