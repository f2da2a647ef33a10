import type { DigitaloceanSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type TokenClient } from './http-client';

/** Targets from droplets of DigitalOcean. Upstream: `<digitalocean_sd_config>`. */
export interface DigitalOceanSDConfig extends TokenClient {
  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const digitalOcean: Discovery<DigitalOceanSDConfig, DigitaloceanSdConfig> = {
  check(where, props) {
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<DigitaloceanSdConfig>({
      port: props.port,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
