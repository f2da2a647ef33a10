import type { Rule, RuleGroup } from '../rules';

/**
 * Where a rule runs:
 *
 * - `local`: on the shards, each on its own series; the results together are the result;
 * - `replicated`: on every shard, with the same result on each: it reads only what all of them scrape, or nothing at all;
 * - `split`: above, on what was recorded before: partial results of shards, or other rules;
 * - `global`: above, on raw series of all shards, at least in part.
 */
export type PlacementClass = 'local' | 'replicated' | 'split' | 'global';

/** Why a rule is not local: the innermost part of it that needs more than one shard. */
export interface PlacementReason {
  /** Stable name of the kind of reason. */
  readonly code: ReasonCode;

  /** The part of the expression. */
  readonly part: string;

  /** What is the matter with it, as a sentence that follows it. */
  readonly complaint: string;

  /** How the rule could be made local, or its cost less. */
  readonly remedy?: string;

  /** Whether evaluating it on the shards is known to be wrong, rather than not known to be right. */
  readonly wrongOnShards: boolean;
}

export type ReasonCode =
  | 'absent'
  | 'aggregation'
  | 'alerts'
  | 'histogram'
  | 'info'
  | 'join'
  | 'override'
  | 'recorded-above'
  | 'replicated-side'
  | 'scalar'
  | 'template-query';

/** A partial result: a recording rule that every shard, or the first alone, evaluates for a rule above. */
export interface Partial {
  readonly record: string;

  /** The expression on shard 0. */
  readonly expr: string;

  /** That on all other shards: it leaves out broadcast jobs, which shard 0 counts. Undefined where only shard 0 has it. */
  readonly elsewhere: string | undefined;
}

/** How much is read above at each evaluation. */
export interface PlacementCost {
  /** Partial results and recorded names that are read above. */
  readonly recorded: number;

  /** Selectors of raw series that are read above. */
  readonly raw: number;

  /** How far into the past raw series are read above, in milliseconds. */
  readonly rawRange: number;
}

/** What becomes of a rule. */
export interface PlacedRule {
  readonly file: string;
  readonly group: string;

  /** Index in its group, as it was written. */
  readonly index: number;

  /** `alert` or `record`. */
  readonly name: string;
  readonly kind: 'alert' | 'record';

  /** The expression as it was written, in one line. */
  readonly expr: string;
  readonly class: PlacementClass;

  /** Why it is not local; empty where it is. */
  readonly reasons: readonly PlacementReason[];

  /** Whether the user has decided. */
  readonly overridden: boolean;

  /** Partial results that shards record for it; shared ones are named by each rule that reads them. */
  readonly partials: readonly Partial[];

  /** The expression that the shards evaluate for the rule itself; undefined where it runs above. */
  readonly onShards: Pick<Partial, 'expr' | 'elsewhere'> | undefined;

  /** The expression that is evaluated above, with its guard; undefined where it runs on the shards. */
  readonly above: string | undefined;
  readonly cost: PlacementCost;

  /** How far into the past it looks on the shards, in milliseconds: after a change of shards, results are whole again after that. */
  readonly reach: number;
}

/** A rule of a group of the shards. */
export interface ShardRule {
  /** As shard 0 has it. */
  readonly first: Rule;

  /** The same on the other shards; undefined where only shard 0 has it. */
  readonly others: Rule | undefined;

  /** Whether its result says from which shard it is. */
  readonly isPartial: boolean;
}

/** A group of the shards: {@link groupsOfShard} makes one for a shard of it. */
export interface ShardGroup {
  readonly file: string;
  readonly group: Omit<RuleGroup, 'rules'>;
  readonly rules: readonly ShardRule[];
}

/** A rule group, and the name of the file that it belongs into. */
export interface FiledGroup {
  readonly file: string;
  readonly group: RuleGroup;
}

/** What becomes of all rules. */
export interface Placement {
  readonly rules: readonly PlacedRule[];

  /** With the group that records `shard_alive`. */
  readonly onShards: readonly ShardGroup[];

  /** With the group that says when a shard is missing. None where there is no view. */
  readonly above: readonly FiledGroup[];

  /** The label that tells partial results of shards from each other. */
  readonly shardLabel: string;
}
