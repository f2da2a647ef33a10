import type { ScrapeConfig } from '../native/prometheus';
import { SHARD_LABEL } from './labels';
import { shardSteps } from './shard-steps';
import type { Sharding, ShardingChoice } from './sharding';

/** Discoveries that hand over whatever labels they are given, ours among them. */
const FREE_LABELS = ['file_sd_configs', 'http_sd_configs'] as const;

/** A job before it is divided, and what its definition says about that. */
export interface JobToShard {
  readonly job: ScrapeConfig;
  readonly hashed: '__address__' | '__param_target';

  /**
   * `as-written`: the job chooses its targets by itself.
   * @default - each target is scraped by one shard
   */
  readonly choice?: ShardingChoice | 'as-written';

  /** That no other job has targets of the same instances. @default - others may */
  readonly apart?: boolean;
}

/** The job as a shard runs it; undefined where this one does not. */
export function jobOnShard(
  { job, hashed, choice }: JobToShard,
  sharding: Sharding,
  shard: number,
): ScrapeConfig | undefined {
  if (choice === 'broadcast' || choice === 'as-written' || sharding.shards.length === 1) {
    return job;
  }
  if (choice !== undefined) {
    return choice.shard === shard ? job : undefined;
  }
  const discovered = discoveredJob({ job, hashed }, sharding);
  const inKubernetes = job.kubernetes_sd_configs !== undefined;
  const steps = shardSteps(sharding, shard, { hashed, inKubernetes, mayNameShard: mayNameShard(job) });
  return { ...discovered, relabel_configs: [...(job.relabel_configs ?? []), ...steps] };
}

function mayNameShard(job: ScrapeConfig): boolean {
  const { relabel_configs: steps, static_configs: targets } = job;
  return (
    FREE_LABELS.some((discovery) => job[discovery] !== undefined) ||
    JSON.stringify([steps, targets]).includes(`"${SHARD_LABEL}"`)
  );
}

/**
 * The job with all that its discovery must know for it to be divided: slices say the zones of their addresses, those of pods
 * are known from the labels of their nodes.
 */
export function discoveredJob({ job, choice }: JobToShard, { shards }: Sharding): ScrapeConfig {
  const isZoned = choice === undefined && shards.some(({ zone }) => zone !== undefined);
  if (!isZoned || job.kubernetes_sd_configs === undefined) {
    return job;
  }
  return {
    ...job,
    kubernetes_sd_configs: job.kubernetes_sd_configs.map((discovery) =>
      discovery.role === 'pod' || discovery.role === 'endpoints'
        ? { ...discovery, attach_metadata: { ...discovery.attach_metadata, node: true } }
        : discovery,
    ),
  };
}
