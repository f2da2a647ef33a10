import { groupsOfShard } from '../shard-groups';
import type { Placement } from '../placement';
import { classCounts } from './words';

/** The placement for programs: what becomes of each rule, and the groups that each shard and the evaluator above load. */
export function placementJson(placement: Placement, shards: number): string {
  const { rules, above } = placement;
  const content = {
    classes: classCounts(placement),
    rules: rules.map((rule) => ({
      ...rule,
      reach: seconds(rule.reach),
      cost: { ...rule.cost, rawRange: seconds(rule.cost.rawRange) },
    })),
    shards: Array.from({ length: shards }, (_, shard) => groupsOfShard(placement, shard)),
    above,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** Null where it is no known time: JSON has no infinity. */
function seconds(milliseconds: number): number | null {
  return milliseconds === Infinity ? null : milliseconds / 1_000;
}
