export {
  PARAMETRIC_AGGREGATIONS,
  PLAIN_AGGREGATIONS,
  type Aggregation,
  type AggregationOperator,
} from './aggregation';
export type { ArithmeticOperator, Binary, BinaryOperator, ComparisonOperator, SetOperator } from './binary';
export type { Call } from './call';
export type {
  Duration,
  DurationBinary,
  DurationCall,
  DurationOperator,
  DurationParen,
  DurationUnary,
} from './duration';
export type { Expr, ValueType } from './expr';
export { METRIC_NAME, type Matcher, type MatchType } from './matcher';
export type { MatrixSelector } from './matrix-selector';
export type { Modifiers } from './modifiers';
export type { NumberLiteral } from './number-literal';
export type { Paren } from './paren';
export type { Span } from './span';
export type { StringLiteral } from './string-literal';
export type { Subquery } from './subquery';
export type { Unary } from './unary';
export type { Cardinality, VectorMatching } from './vector-matching';
export type { VectorSelector } from './vector-selector';
