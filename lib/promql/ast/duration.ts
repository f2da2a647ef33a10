import type { NumberLiteral } from './number-literal';
import type { Span } from './span';

/** A length of time, where PromQL expects one: a literal, or an expression over literals, `step()` and `range()`. */
export type Duration = NumberLiteral | DurationUnary | DurationBinary | DurationCall | DurationParen;

/** `-step()`. The sign of a literal is a part of the literal. */
export interface DurationUnary extends Span {
  readonly type: 'durationUnary';
  readonly op: '+' | '-';
  readonly operand: Duration;
}

/** `5m + step()` */
export interface DurationBinary extends Span {
  readonly type: 'durationBinary';
  readonly op: DurationOperator;
  readonly lhs: Duration;
  readonly rhs: Duration;
}

export type DurationOperator = '+' | '-' | '*' | '/' | '%' | '^';

/** `step()`, `range()`, `min_of(…, …)`, `max_of(…, …)` */
export interface DurationCall extends Span {
  readonly type: 'durationCall';
  readonly name: 'step' | 'range' | 'min_of' | 'max_of';
  readonly args: readonly Duration[];
}

/** `(5m + step())`. Parentheses around parentheses are kept once. */
export interface DurationParen extends Span {
  readonly type: 'durationParen';
  readonly expr: Duration;
}
