import { PARAMETRIC_AGGREGATIONS, PLAIN_AGGREGATIONS, type AggregationOperator } from '../ast';

const OTHERS = [
  'and',
  'or',
  'unless',
  'atan2',
  'offset',
  'anchored',
  'smoothed',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'fill',
  'fill_left',
  'fill_right',
  'bool',
  'start',
  'end',
  'step',
  'range',
  'max_of',
  'min_of',
] as const;

export type Keyword = AggregationOperator | (typeof OTHERS)[number];

/** Words that mean something to PromQL, in any case of letters. Most may still be names, where nothing else fits. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  [...PLAIN_AGGREGATIONS, ...PARAMETRIC_AGGREGATIONS, ...OTHERS].map((word) => [word, word]),
);

const AGGREGATIONS: ReadonlySet<string> = new Set([...PLAIN_AGGREGATIONS, ...PARAMETRIC_AGGREGATIONS]);

export function isAggregation(word: string | undefined): word is AggregationOperator {
  return word !== undefined && AGGREGATIONS.has(word);
}

/** Keywords that are modifiers only in front of a parenthesis, and plain names elsewhere. */
export const ONLY_BEFORE_PAREN: ReadonlySet<Keyword> = new Set(['fill', 'fill_left', 'fill_right']);

/** Keywords of lengths of time: all that is known in square brackets. */
export const DURATION_FUNCTIONS: ReadonlySet<string> = new Set(['step', 'range', 'max_of', 'min_of']);

/** Keywords that are names of functions too. */
export const CALLABLE: ReadonlySet<string> = new Set([...DURATION_FUNCTIONS, 'start', 'end']);

/** Keywords that cannot be the name of a metric without braces and quotes. */
export const NO_METRIC: ReadonlySet<string> = new Set([
  'bool',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'atan2',
]);
