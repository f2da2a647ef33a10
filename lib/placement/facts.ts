import type { TargetObstacle } from './target-facts';

/** How the targets of a job are spread over the shards. */
export type Spread =
  /** Each on one shard. */
  | 'sharded'
  /** All of them on the same shard, whichever that is: a job of one target. */
  | 'singleton'
  /** Each on all shards: every shard scrapes the whole job. */
  | 'broadcast';

/** What is known of the series of a job. */
export interface JobFacts {
  /** The value of `job` on its series. */
  readonly job: string;
  readonly spread: Spread;

  /**
   * An anchored regular expression of the metrics that this job exposes and no other does, `kube_.+`: selectors of such a
   * metric mean the job, whether they say `job` or not.
   *
   * @default - none is known
   */
  readonly metrics?: string;
}

/** What rule placement believes. A wrong belief gives wrong rules, so each has a source: the user, or the scrape definitions. */
export interface ShardFacts {
  /** Number of shards that scrape. Those that are retired and only answer queries do not count. */
  readonly shards: number;

  /**
   * Jobs that are not simply sharded, or of which more is known.
   * @default - all jobs are sharded
   */
  readonly jobs?: readonly JobFacts[];

  /**
   * Sets of labels each of which tells on which shard a series lies: two series that agree on all labels of one of them lie on
   * one shard.
   *
   * @default [['job', 'instance']]
   */
  readonly keys?: ReadonlyArray<readonly string[]>;

  /**
   * Where that does not hold, as `targetObstacles` finds it in the scrape definitions.
   * @default - it holds everywhere
   */
  readonly obstacles?: readonly TargetObstacle[];

  /**
   * Label by which partial results of shards are told from each other. Neither targets nor rules may have it, nor may it be
   * an external label.
   *
   * @default 'on_shard'
   */
  readonly shardLabel?: string;
}
