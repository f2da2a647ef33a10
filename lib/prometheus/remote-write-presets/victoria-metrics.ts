import type { RemoteWrite } from '../remote-write-props';
import { separate, withoutLabels, type PresetOptions } from './preset';

/** Where VictoriaMetrics is. */
export interface VictoriaMetricsOptions extends PresetOptions {
  /**
   * Address for pushes: `http://victoria-metrics.example.org:8428/api/v1/write`, of a cluster with the tenant in it:
   * `http://vminsert.example.org:8480/insert/0/prometheus/api/v1/write`.
   */
  readonly url: string;
}

/**
 * Sends samples to VictoriaMetrics, which keeps one sample of equal series in each `-dedup.minScrapeInterval`: set that to the
 * scrape interval (on vmstorage and vmselect, of a cluster). So neither the label of the replica nor that of the shard is sent.
 */
export function victoriaMetrics(options: VictoriaMetricsOptions): RemoteWrite {
  const { remote, replica, shard } = separate(options);
  return {
    ...remote,
    writeRelabelConfigs: [...(remote.writeRelabelConfigs ?? []), withoutLabels(replica, shard)],
    deduplication: { by: 'time' },
  };
}
