/** How many series of each side make a match: as Prometheus calls it. */
export type Cardinality = 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';

/** `on (instance) group_left (version)` */
export interface VectorMatching {
  /** `many-to-one` with `group_left`, `one-to-many` with `group_right`, `many-to-many` for `and`, `or`, `unless`. */
  readonly card: Cardinality;

  /** Whether `labels` are those that must agree, rather than those that need not. */
  readonly on: boolean;

  /** Labels of the `on` or `ignoring` clause; none where there is no clause. */
  readonly labels: readonly string[];

  /** Labels that the series of the many side get from the one side. */
  readonly include: readonly string[];

  /** Values that stand in for a series that has no match: `fill(0)`, `fill_left(0)`, `fill_right(0)`. */
  readonly fill: { readonly lhs?: number; readonly rhs?: number };
}
