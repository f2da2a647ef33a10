import type { IonosSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type TokenClient } from './http-client';

/** Targets from IONOS Cloud. Upstream: `<ionos_sd_config>`. */
export interface IonosSDConfig extends TokenClient {
  /** Id of the data center. */
  readonly datacenterID: string;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const ionos: Discovery<IonosSDConfig, IonosSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['datacenterID']);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<IonosSdConfig>({
      datacenter_id: props.datacenterID,
      port: props.port,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
