import type { GceSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';

/** Targets from Google Compute Engine, with the credentials of the pods. Upstream: `<gce_sd_config>`. */
export interface GCESDConfig {
  readonly project: string;
  readonly zone: string;

  /** In the words of the API. @default - all instances */
  readonly filter?: string;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Between the tags in their label. @default ',' */
  readonly tagSeparator?: string;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const gce: Discovery<GCESDConfig, GceSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['project', 'zone']);
    checkPolled(where, props);
  },
  render: (_where, props) =>
    compact<GceSdConfig>({
      project: props.project,
      zone: props.zone,
      filter: props.filter,
      port: props.port,
      tag_separator: props.tagSeparator,
      refresh_interval: props.refreshInterval,
    }),
};
