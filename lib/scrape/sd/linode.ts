import type { LinodeSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type TokenClient } from './http-client';

/** Targets from Linode. Upstream: `<linode_sd_config>`. */
export interface LinodeSDConfig extends TokenClient {
  /** @default - all regions */
  readonly region?: string;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Between the tags in their label. @default ',' */
  readonly tagSeparator?: string;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const linode: Discovery<LinodeSDConfig, LinodeSdConfig> = {
  check(where, props) {
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<LinodeSdConfig>({
      region: props.region,
      port: props.port,
      tag_separator: props.tagSeparator,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
