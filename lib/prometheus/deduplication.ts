import type { Where } from '../problems';
import type { PrometheusAgentProps } from './agent-props';
import type { CommonPrometheusProps } from './common-props';

/**
 * How a place that takes the samples of several replicas keeps one of each. `mimir()`, `thanosReceive()` and `victoriaMetrics()` write
 * it; what they rely on is checked.
 *
 * - `group`: it takes one replica of each group, as Mimir does. Each shard must be a group of its own.
 * - `label`: a label tells replicas apart, and is removed when queries are answered, as by Thanos.
 * - `time`: of equal series it keeps one sample in an interval, as VictoriaMetrics does.
 */
export type Deduplication =
  | {
      readonly by: 'group';
      readonly replicaExternalLabelName: string;
      readonly shardExternalLabelName: string;
    }
  | { readonly by: 'label'; readonly replicaExternalLabelName: string }
  | { readonly by: 'time' };

/** Reports external labels that are missing, without which samples would be thrown away or be there twice. */
export function checkDeduplication(
  where: Where,
  { by, ...labels }: Deduplication,
  props: CommonPrometheusProps & Pick<PrometheusAgentProps, 'mode'>,
  replicaLabel: string,
): void {
  if (by === 'group' && props.mode === 'DaemonSet') {
    where.error({
      code: 'contradiction',
      complaint:
        'takes the samples of one pod and throws those of all others away, and each node has a pod of its own',
      remedy: 'Nothing is there twice in the mode DaemonSet: write without a preset, `{ url, headers }`.',
    });
    return;
  }
  const replica = 'replicaExternalLabelName' in labels ? labels.replicaExternalLabelName : undefined;
  if (replica !== undefined && (props.replicas ?? 1) > 1 && replica !== replicaLabel) {
    where.error({
      code: 'missing-label',
      value: replica,
      complaint: `is to tell replicas apart, but their label is ${replicaLabel === '' ? 'left out' : `"${replicaLabel}"`}`,
      remedy: 'Give the preset the `replicaExternalLabelName` that the Prometheus has.',
    });
  }
  const shard = 'shardExternalLabelName' in labels ? labels.shardExternalLabelName : undefined;
  if (shard !== undefined && (props.shards ?? 1) > 1 && shard !== (props.shardExternalLabelName ?? '')) {
    where.error({
      code: 'missing-label',
      value: shard,
      complaint:
        'is to tell shards apart, and is no label of theirs: all of them would be one group, of which one pod is taken and all others are thrown away',
      remedy: `Set \`shardExternalLabelName: '${shard}'\` on the Prometheus; it is not sent, but becomes a part of the name of the group.`,
    });
  }
}
