import type { PuppetdbSdConfig } from '../../native/prometheus';
import { checkUrl, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from PuppetDB. Upstream: `<puppetdb_sd_config>`. */
export interface PuppetDBSDConfig extends DiscoveryClient {
  /** URL of the server. */
  readonly url: string;

  /** Query in PQL that yields resources. */
  readonly query: string;

  /** Whether parameters become labels. They may hold secrets. @default false */
  readonly includeParameters?: boolean;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const puppetDB: Discovery<PuppetDBSDConfig, PuppetdbSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['url', 'query']);
    checkUrl(where.at('url'), props.url || undefined);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<PuppetdbSdConfig>({
      url: props.url,
      query: props.query,
      include_parameters: props.includeParameters,
      port: props.port,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
