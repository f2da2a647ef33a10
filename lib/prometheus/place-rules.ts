import type { SlotItem } from '../kubernetes';
import type { Where } from '../problems';
import type { PrometheusModel } from './model';
import { filesOf, type Source } from './plan-rules';

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
export function placeRules(model: PrometheusModel, sources: readonly Source[]): PlacedRules {
  const live = model.sharding.shards.length;
  if (live === 1) {
    return { onShards: [sources.flatMap(filesOf)], above: [] };
  }
  for (const { groups } of sources) {
    for (const { rules } of groups) {
      for (const { where, rule } of rules) {
        where.at('expr').error({
          code: 'not-local',
          value: rule.expr,
          complaint: `is not known to come to the same on ${live} shards, each of which has a part of the series`,
          remedy: 'Let a Prometheus of one shard take the rule.',
        });
      }
    }
  }
  return { onShards: model.sharding.shards.map(() => []), above: [] };
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
