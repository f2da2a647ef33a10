import type { PromQLOptions } from '../promql';
import type { ReadGroup } from '../rules';
import type { ShardFacts } from './facts';

/** A rule file, and its groups, read. */
export interface FiledGroups {
  /** Name of the file. Group names are unique in it. */
  readonly file: string;
  readonly groups: readonly ReadGroup[];
}

/** What evaluates rules that need more than one shard: a Thanos Ruler, a Prometheus that reads the shards, or nothing. */
export type GlobalView = 'thanos' | 'prometheus' | 'none';

/** Where rules stand when they run: the paths decide at which moments they are evaluated, see `rulePhase`. */
export interface RulePaths {
  /** Path of the file of a group as the shards load it, `/etc/prometheus/rules/0/x.yaml`. */
  readonly onShards: (file: string, group: string) => string;

  /** Path as the evaluator above is given it: the argument of `--rule-file` of a Ruler, without patterns. */
  readonly above: (file: string, group: string) => string;

  /** `--data-dir` of a Ruler. */
  readonly rulerDataDir?: string;
}

/** What a user decides about a group, or a rule. */
export interface PlacementOverride {
  /** Name of the groups that are meant. */
  readonly group: string;

  /**
   * Name of the rules that are meant: `alert` or `record`.
   * @default - all of the group
   */
  readonly rule?: string;

  /** `local`: each shard evaluates it on what it has. `global`: it is evaluated above, on raw series. */
  readonly placement: 'local' | 'global';
}

export interface PlacementInput {
  readonly files: readonly FiledGroups[];
  readonly facts: ShardFacts;
  readonly view: GlobalView;

  /** `evaluation_interval` of the shards, as a Prometheus duration. */
  readonly evaluationInterval: string;

  /**
   * `rule_query_offset` of the shards, as a Prometheus duration.
   * @default '0s'
   */
  readonly queryOffset?: string;

  /**
   * Least time between the evaluation on the shards and that above, as a Prometheus duration: so long may a shard need until
   * its partial results can be read.
   *
   * @default - a fifth of the interval of the group, at most 10s
   */
  readonly margin?: string;

  /** @default - there is none: query offsets are an interval, which is right where both have the same path */
  readonly paths?: RulePaths;

  /** @default - none */
  readonly overrides?: readonly PlacementOverride[];

  /**
   * PromQL of the evaluator above.
   * @default - of a Prometheus, that of its newest release; of Thanos, that of Prometheus 3.9, which it is built on
   */
  readonly promql?: PromQLOptions;
}
