import { fileKey, type SlotItem } from '../kubernetes';
import { groupsOfShard, placeRules as place } from '../placement';
import type { Where } from '../problems';
import type { PrometheusModel } from './model';
import { DEFAULT_INTERVAL } from './common-check';
import { filesOf, type Source } from './plan-rules';
import { promqlOptions } from './promql-options';
import { shardFacts } from './shard-facts';
import type { JobToShard } from '../sharding';

/** Where the rules of a Prometheus are evaluated: the one place at which that is decided. */
export interface PlacedRules {
  /** The files of each shard that gets targets, by its number. */
  readonly onShards: ReadonlyArray<readonly SlotItem[]>;

  /** Files for what sees the samples of all shards. */
  readonly above: readonly SlotItem[];
}

/**
 * A Prometheus of one shard evaluates everything. Of several, each sees its own samples: a rule that is not known to come
 * to the same there is an error as long as there is nothing above the shards.
 */
export function placeRules(
  where: Where,
  model: PrometheusModel,
  sources: readonly Source[],
  jobs: readonly JobToShard[],
): PlacedRules {
  const { sharding, props } = model;
  if (sharding.shards.length === 1 || sources.length === 0) {
    const files = sources.flatMap((source) => filesOf(source));
    return { onShards: sharding.shards.map(() => files), above: [] };
  }
  const placement = place(where, {
    files: sources.map(({ names, groups }) => ({ file: fileKey(...names), groups })),
    facts: shardFacts(where, model, jobs),
    view: 'none',
    evaluationInterval: props.evaluationInterval ?? DEFAULT_INTERVAL,
    ...(props.ruleQueryOffset === undefined ? {} : { queryOffset: props.ruleQueryOffset }),
    ...(props.rulePlacement?.overrides === undefined ? {} : { overrides: props.rulePlacement.overrides }),
    promql: promqlOptions(model),
  });
  return {
    onShards: sharding.shards.map((_, shard) => {
      const own = groupsOfShard(placement, shard);
      return sources.flatMap((source) => {
        const groups = own.filter(({ file }) => file === fileKey(...source.names)).map(({ group }) => group);
        return groups.length === 0 ? [] : filesOf(source, groups);
      });
    }),
    above: [],
  };
}

/** Reports ways for rules to come while the pods run: nobody could say then on which shards they are right. */
export function checkLateRules(where: Where, { program, sharding, props }: PrometheusModel): void {
  if (program === 'agent' || sharding.shards.length === 1) {
    return;
  }
  if (props.rulesConfigMap !== 'none') {
    where.at('rulesConfigMap').error({
      code: 'not-local',
      value: props.rulesConfigMap ?? 'managed',
      complaint:
        'lets rules in while the pods run, which each shard would evaluate on its part of the series',
      remedy: "Set `rulesConfigMap: 'none'`, and put rules into the app.",
    });
  }
  if (props.ruleConfigMaps !== undefined) {
    where.at('ruleConfigMaps').error({
      code: 'not-local',
      complaint:
        'lets rules in while the pods run, which each shard would evaluate on its part of the series',
      remedy: 'Leave it out, and put rules into the app.',
    });
  }
}
