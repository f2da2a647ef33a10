import { assign, shardSteps, type Sharding, type TargetFacts } from '../../sharding';
import type { Labels } from '../../relabel';
import { stable } from '../fields';
import { ownersIn, type Division } from './division';

/** The shards that keep a target of these labels. */
export type Owners = (labels: Labels) => readonly number[];

/** A division, as a function. */
export interface DivisionFunction {
  readonly owners: Owners;

  /** Whether many targets can be asked for: relabelings take their time. */
  readonly fast: boolean;
}

const CHOICES: ReadonlyArray<{ readonly method: Sharding['method']; readonly facts: TargetFacts }> = (
  ['jump', 'modulo'] as const
).flatMap((method) =>
  (['__address__', '__param_target'] as const).flatMap((hashed) =>
    [false, true].map((mayNameShard) => ({ method, facts: { hashed, mayNameShard, inKubernetes: false } })),
  ),
);

/** Steps that are ours, without weights and zones, are said once more as {@link assign}; others are run as they are. */
export function ownersOf(division: Division): DivisionFunction {
  const shards = [...division.keys()];
  if (shards.every((shard, index) => shard === index)) {
    for (const { method, facts } of CHOICES) {
      const sharding = { method, shards: shards.map(() => ({})) };
      const isOurs = shards.every(
        (shard) => stable(division.get(shard)) === stable(shardSteps(sharding, shard, facts)),
      );
      if (isOurs && shards.length > 0) {
        return { owners: (labels) => assign(sharding, labels, facts.hashed), fast: true };
      }
    }
  }
  return {
    owners: (labels) => ownersIn(division, labels),
    fast: [...division.values()].every(({ length }) => length === 0),
  };
}
