import type { HetznerSdConfig } from '../../native/prometheus';
import { checkChoice, compact } from '../../values';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from Hetzner. Upstream: `<hetzner_sd_config>`. */
export interface HetznerSDConfig extends DiscoveryClient {
  /** Dedicated servers, which are asked for with `basicAuth`, or cloud servers, with `authorization`. */
  readonly role: 'robot' | 'hcloud';

  /** Label selector in the words of the API, for `hcloud`. @default - all servers */
  readonly labelSelector?: string;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const hetzner: Discovery<HetznerSDConfig, HetznerSdConfig> = {
  check(where, props) {
    checkChoice(where.at('role'), props.role, ['robot', 'hcloud']);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<HetznerSdConfig>({
      role: props.role,
      label_selector: props.labelSelector,
      port: props.port,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
