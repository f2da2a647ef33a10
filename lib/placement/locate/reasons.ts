import type { PlacementReason, ReasonCode } from '../placement';

function reason(code: ReasonCode, complaint: string, remedy?: string, wrongOnShards = false) {
  return (part: string): PlacementReason => ({
    code,
    part,
    complaint,
    ...(remedy === undefined ? {} : { remedy }),
    wrongOnShards,
  });
}

/** Why a part of an expression cannot be evaluated on the shards. */
export const becauseOf = {
  aggregation: (part: string, keys: string) =>
    reason(
      'aggregation',
      `puts series of several shards into one: it keeps too few of ${keys}`,
      `Keep ${keys} by \`by\`, or name the job in the selector, where that is what is meant.`,
    )(part),
  histogram: reason(
    'histogram',
    'needs all buckets of a histogram, which may be on several shards',
    'Say which job the buckets are of.',
  ),
  join: reason(
    'join',
    'matches series that may be on different shards',
    'Match on the labels that tell targets apart, or declare the job of one side as broadcast or singleton.',
  ),
  replicatedSide: reason(
    'replicated-side',
    'has what every shard has on the side that decides, so that every shard would yield it',
    'Exchange the sides, or match on the labels that tell targets apart.',
  ),
  absent: reason(
    'absent',
    'holds on every shard that has no such series, and those are most of them',
    undefined,
    true,
  ),
  scalar: reason('scalar', 'is NaN on every shard that has no such series'),
  info: reason(
    'info',
    'finds the labels of a series by its job and instance, which are not those of its target any more',
  ),
  alerts: reason('alerts', 'reads alerts that are not evaluated on the shards, or not known by name'),
  recordedAbove: (part: string, because: string) =>
    reason('recorded-above', `is recorded above, and not on the shards: ${because}`, undefined, true)(part),
  mixedRecords: reason(
    'recorded-above',
    'selects series that are on every shard together with series that are on one',
    'Select them apart.',
  ),
  circle: reason('recorded-above', 'is recorded from itself', undefined, true),
  templateQuery: reason(
    'template-query',
    'queries from a template, and would see the series of one shard',
    undefined,
  ),
  override: reason('override', 'is evaluated above because an override says so'),
};
