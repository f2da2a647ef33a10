import type { PlacementOverride } from '../placement';
import type { WorkloadProps } from '../workload';

/** How targets are divided among shards. Operator: `ShardingStrategy`, of which `hash` is not a part. */
export interface ShardingStrategy {
  /**
   * `Address`: by a hash of the target's `instance`, or of the label `__tmp_hash` where a relabeling sets it. `Topology`:
   * each shard runs in a zone and takes the targets of that zone; those whose zone is not known are divided by their hash
   * among all shards.
   * @default 'Address'
   */
  readonly mode?: 'Address' | 'Topology';

  /** Zones for the mode `Topology`. */
  readonly topology?: {
    /** Values of `topology.kubernetes.io/zone`; shard i is in zone i modulo their number. */
    readonly values: readonly string[];

    /** External label of a shard for its zone. It would tell series apart that are one, so think twice. @default - none */
    readonly externalLabelName?: string;
  };

  /**
   * How a hash finds its shard. `Jump`: from n to n + 1 shards 1 of n + 1 targets moves. `Modulo`: as with the operator, of the
   * address, for those who come from it; n of n + 1 targets move then.
   * @default 'Jump'
   */
  readonly hash?: 'Jump' | 'Modulo';
}

/** What is different for one shard. Each field takes the place of that of the Prometheus. */
export interface ShardOverride extends Pick<
  WorkloadProps,
  | 'resources'
  | 'storage'
  | 'nodeSelector'
  | 'tolerations'
  | 'affinity'
  | 'topologySpreadConstraints'
  | 'priorityClassName'
> {
  /** How many targets it gets in proportion to the other shards, from 1 to 10. A weight on any shard gives the others 1. @default - all have the same */
  readonly weight?: number;
}

/** Several StatefulSets that divide the targets of a Prometheus or an agent among them. */
export interface ShardingProps {
  /** Number of shards; each has `replicas` pods. @default 1 */
  readonly shards?: number;

  readonly shardingStrategy?: ShardingStrategy;

  /** What is different for single shards, by their numbers, which begin at 0. @default - nothing */
  readonly shardOverrides?: Readonly<Record<number, ShardOverride>>;

  /**
   * External label for the number of the shard. What queries several shards would tell series of a target that has moved
   * apart by it, unless it removes the label; what takes the samples of several shards in may need it.
   * @default - none
   */
  readonly shardExternalLabelName?: string;
}

/** A shard that gets no targets any more, and whose samples are still read. */
export interface RetiredShard {
  /** Its number: one that is not below `shards`. */
  readonly shard: number;

  /**
   * The day from which its samples are not needed any more, as a rule when `retention` is over since it was retired:
   * `2027-01-15`. From that day on a warning asks to take it out.
   */
  readonly until: string;
}

/** What a user decides and knows about rules on several shards. */
export interface RulePlacement {
  /** Groups and rules that are evaluated elsewhere than the library would have them. @default - none */
  readonly overrides?: readonly PlacementOverride[];

  /**
   * Names of scrape jobs of which `job` and `instance` tell the series apart although that cannot be seen:
   * `serviceMonitor/monitoring/node-exporter/0`.
   * @default - none
   */
  readonly trustedJobs?: readonly string[];
}
