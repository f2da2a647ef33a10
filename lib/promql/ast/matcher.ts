/** How a matcher compares. */
export type MatchType = '=' | '!=' | '=~' | '!~';

/** What a label of a series must be. */
export interface Matcher {
  /** Name of the label. The name of the metric is the label `__name__`. */
  readonly name: string;

  readonly type: MatchType;

  /** The value, or an anchored RE2 expression. A label that is missing has the empty value. */
  readonly value: string;
}

/** The label that holds the name of the metric. */
export const METRIC_NAME = '__name__';
