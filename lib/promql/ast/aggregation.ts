import type { Expr } from './expr';
import type { Span } from './span';

/** `sum by (job) (x)` */
export interface Aggregation extends Span {
  readonly type: 'aggregation';
  readonly op: AggregationOperator;
  readonly expr: Expr;

  /** The first argument of those that have two: `topk(5, x)`, `count_values("version", x)`. */
  readonly param?: Expr;

  /** Labels of the `by` or `without` clause; none where there is no clause. */
  readonly grouping: readonly string[];

  /** Whether `grouping` has the labels that are dropped, rather than those that are kept. */
  readonly without: boolean;
}

/** Operators that take the vector alone. */
export const PLAIN_AGGREGATIONS = ['sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar'] as const;

/** Operators that take a parameter before the vector. */
export const PARAMETRIC_AGGREGATIONS = [
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
  'limit_ratio',
] as const;

export type AggregationOperator =
  (typeof PLAIN_AGGREGATIONS)[number] | (typeof PARAMETRIC_AGGREGATIONS)[number];
