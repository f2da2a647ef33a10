import type { Expr } from './expr';
import type { Span } from './span';

/** `-x`. The sign of a number is a part of the number. */
export interface Unary extends Span {
  readonly type: 'unary';
  readonly op: '+' | '-';
  readonly expr: Expr;
}
