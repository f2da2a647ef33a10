import type { Expr } from './expr';
import type { Span } from './span';
import type { VectorMatching } from './vector-matching';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2' | '</' | '>/';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type SetOperator = 'and' | 'or' | 'unless';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

/** `a / on (job) b` */
export interface Binary extends Span {
  readonly type: 'binary';
  readonly op: BinaryOperator;
  readonly lhs: Expr;
  readonly rhs: Expr;

  /** Whether a comparison yields 0 or 1, instead of leaving out what does not hold. */
  readonly bool: boolean;

  /** How series of both sides find each other; absent where a side is a scalar. */
  readonly matching?: VectorMatching;

  /** Where the operator stands. */
  readonly operator: Span;
}
