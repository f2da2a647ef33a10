import type { PrometheusProps } from './props';

/** What Thanos tells shards apart by where nobody says so: it reads no two servers that have the same labels. */
const DEFAULT_SHARD_LABEL = 'prometheus_shard';

/** External label for the number of the shard; empty where there is none. */
export function shardLabelOf({
  shards = 1,
  retiredShards = [],
  thanos,
  shardExternalLabelName,
}: PrometheusProps): string {
  const isRead = thanos !== undefined && (shards > 1 || retiredShards.length > 0);
  return shardExternalLabelName ?? (isRead ? DEFAULT_SHARD_LABEL : '');
}
