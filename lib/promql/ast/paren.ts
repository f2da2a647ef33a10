import type { Expr } from './expr';
import type { Span } from './span';

/** `(a + b)`: kept, so that a text is printed with the parentheses that it had. */
export interface Paren extends Span {
  readonly type: 'paren';
  readonly expr: Expr;
}
