import type { RemoteWrite } from '../remote-write-props';
import { separate, withoutLabels, type PresetOptions } from './preset';

/** Where Thanos Receive is. */
export interface ThanosReceiveOptions extends PresetOptions {
  /** Address for pushes: `http://thanos-receive.example.org:19291/api/v1/receive`. */
  readonly url: string;

  /** Whose samples these are, the header `THANOS-TENANT`. @default - `--receive.default-tenant-id` of the Receive */
  readonly tenant?: string;
}

/**
 * Sends samples to Thanos Receive. It keeps those of each replica; a Query that has the label of the replica
 * (`prometheus_replica`) among its `--query.replica-label` shows them once. The label of the shard is not sent: a target that moves
 * keeps its series.
 */
export function thanosReceive(options: ThanosReceiveOptions): RemoteWrite {
  const {
    remote: { tenant, ...remote },
    replica,
    shard,
  } = separate(options);
  return {
    ...remote,
    ...(tenant === undefined ? {} : { headers: { ...remote.headers, 'THANOS-TENANT': tenant } }),
    writeRelabelConfigs: [...(remote.writeRelabelConfigs ?? []), withoutLabels(shard)],
    deduplication: { by: 'label', replicaExternalLabelName: replica },
  };
}
