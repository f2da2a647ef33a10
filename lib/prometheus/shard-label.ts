import type { PrometheusProps } from './props';
import { isSharded } from './shards';

/** What Thanos tells shards apart by where nobody says so: it reads no two servers that have the same labels. */
const DEFAULT_SHARD_LABEL = 'prometheus_shard';

/** External label for the number of the shard; empty where there is none. */
export function shardLabelOf(props: PrometheusProps): string {
  const isRead = props.thanos !== undefined && isSharded(props);
  return props.shardExternalLabelName ?? (isRead ? DEFAULT_SHARD_LABEL : '');
}
