import type { EurekaSdConfig } from '../../native/prometheus';
import { checkUrl, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from Netflix Eureka. Upstream: `<eureka_sd_config>`. */
export interface EurekaSDConfig extends DiscoveryClient {
  /** URL of the server, with the path of its API: `http://eureka:8761/eureka`. */
  readonly server: string;

  /** Prometheus duration. @default '30s' */
  readonly refreshInterval?: string;
}

export const eureka: Discovery<EurekaSDConfig, EurekaSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['server']);
    checkUrl(where.at('server'), props.server || undefined);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<EurekaSdConfig>({
      server: props.server,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
