import type { RemoteWrite } from '../remote-write-props';
import { literalReplacement, separate, withoutLabels, type PresetOptions } from './preset';

/** Where Mimir is, and how it tells replicas apart. */
export interface MimirOptions extends PresetOptions {
  /** Address for pushes: `https://mimir.example.org/api/v1/push`. */
  readonly url: string;

  /** Whose samples these are, the header `X-Scope-OrgID`. @default - that of a Mimir with one tenant */
  readonly tenant?: string;

  /**
   * Name of this group of replicas, unique among all that write to the tenant. Of several shards each is a group of its own:
   * `eu-0`, `eu-1`, since Mimir takes the samples of one replica of a group and throws away all others.
   */
  readonly cluster: string;

  /** Label for the group, as `ha_cluster_label` of the tenant has it. Every series gets it, in place of one that its target wrote. @default 'cluster' */
  readonly clusterLabel?: string;

  /** Label for the replica, as `ha_replica_label` of the tenant has it; Mimir removes it. @default '__replica__' */
  readonly replicaLabel?: string;
}

/**
 * Sends samples to Grafana Mimir (or Cortex, or Amazon Managed Prometheus), whose HA tracker keeps one replica of each
 * shard. Tenants need `accept_ha_samples: true`. Several shards need `shardExternalLabelName: 'prometheus_shard'`.
 */
export function mimir(options: MimirOptions): RemoteWrite {
  const {
    remote: { tenant, cluster, clusterLabel = 'cluster', replicaLabel = '__replica__', ...remote },
    replica,
    shard,
  } = separate(options);
  const name = literalReplacement(cluster);
  return {
    ...remote,
    ...(tenant === undefined ? {} : { headers: { ...remote.headers, 'X-Scope-OrgID': tenant } }),
    writeRelabelConfigs: [
      ...(remote.writeRelabelConfigs ?? []),
      { targetLabel: clusterLabel, replacement: name },
      { sourceLabels: [shard], regex: '(.+)', targetLabel: clusterLabel, replacement: `${name}-$1` },
      { sourceLabels: [replica], targetLabel: replicaLabel },
      withoutLabels(replica, shard),
    ],
    deduplication: { by: 'group', replicaExternalLabelName: replica, shardExternalLabelName: shard },
  };
}
