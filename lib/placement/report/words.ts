import { formatDuration } from '../../values';
import type { PlacedRule, Placement, PlacementClass } from '../placement';

/** Classes in the order in which they are told, and what they are called. */
export const CLASS_NAMES: Readonly<Record<PlacementClass, string>> = {
  local: 'local',
  replicated: 'on every shard',
  split: 'split',
  global: 'global',
};

export const CLASS_MEANINGS: Readonly<Record<PlacementClass, string>> = {
  local: 'each shard evaluates it on its own series',
  replicated: 'every shard evaluates it, with the same result',
  split: 'evaluated above, on partial results and recorded series',
  global: 'evaluated above, on raw series of all shards',
};

export const CLASSES = Object.keys(CLASS_NAMES) as PlacementClass[];

/** How many rules there are of each class. */
export function classCounts({ rules }: Pick<Placement, 'rules'>): Record<PlacementClass, number> {
  const counts = { local: 0, replicated: 0, split: 0, global: 0 };
  rules.forEach((rule) => {
    counts[rule.class] += 1;
  });
  return counts;
}

/** Share of the rules that need no raw series above, in percent with one decimal. */
export function shareWithoutRaw(placement: Pick<Placement, 'rules'>): string {
  const { rules } = placement;
  const share = rules.length === 0 ? 1 : 1 - classCounts(placement).global / rules.length;
  return `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;
}

/** What is read above at each evaluation, in words. */
export function describeCost({ cost: { recorded, raw, rawRange }, above, partials }: PlacedRule): string {
  if (above === undefined) {
    return 'nothing is read from other shards';
  }
  const parts = [
    ...(recorded === 0 ? [] : [counted(recorded, 'recorded name')]),
    ...(raw === 0
      ? []
      : [`${counted(raw, 'selector')} of raw series${rawRange === 0 ? '' : ` over ${duration(rawRange)}`}`]),
  ];
  const written =
    partials.length === 0 ? '' : `; the shards record ${counted(partials.length, 'partial result')}`;
  return `reads ${parts.length === 0 ? 'nothing' : parts.join(' and ')}${written}`;
}

/** How far into the past it looks. */
export function describeReach({ reach }: PlacedRule): string | undefined {
  return reach === 0
    ? undefined
    : reach === Infinity
      ? 'looks at a time of its own: results of before a change of shards are not where it looks'
      : `looks back ${duration(reach)}: so long after a change of shards, targets that moved count in part`;
}

function duration(milliseconds: number): string {
  return milliseconds === Infinity ? 'a time that is not written out' : formatDuration(milliseconds);
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
