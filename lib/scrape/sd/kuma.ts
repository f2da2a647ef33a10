import type { KumaSdConfig } from '../../native/prometheus';
import { checkDuration, checkUrl, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from the control plane of Kuma. Upstream: `<kuma_sd_config>`. */
export interface KumaSDConfig extends DiscoveryClient {
  /** URL of the control plane: `http://kuma-control-plane.kuma-system.svc:5676`. */
  readonly server: string;

  /** Name by which the control plane knows this Prometheus. @default - the host name */
  readonly clientID?: string;

  /** Pause between two requests, as a Prometheus duration. @default '30s' */
  readonly refreshInterval?: string;

  /** How long a request may take, as a Prometheus duration. @default '2m' */
  readonly fetchTimeout?: string;
}

export const kuma: Discovery<KumaSDConfig, KumaSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['server']);
    checkUrl(where.at('server'), props.server || undefined);
    checkDuration(where.at('fetchTimeout'), props.fetchTimeout, { positive: true });
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<KumaSdConfig>({
      server: props.server,
      client_id: props.clientID,
      refresh_interval: props.refreshInterval,
      fetch_timeout: props.fetchTimeout,
      ...renderClient(where, props, context),
    }),
};
