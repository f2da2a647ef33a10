import type { HttpSdConfig } from '../../native/prometheus';
import { checkUrl, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from a URL. Upstream: `<http_sd_config>`. */
export interface HttpSDConfig extends DiscoveryClient {
  readonly url: string;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const http: Discovery<HttpSDConfig, HttpSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['url']);
    checkUrl(where.at('url'), props.url || undefined);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<HttpSdConfig>({
      url: props.url,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
