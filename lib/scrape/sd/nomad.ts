import type { NomadSdConfig } from '../../native/prometheus';
import { checkUrl, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from the services of Nomad. Upstream: `<nomad_sd_config>`. */
export interface NomadSDConfig extends DiscoveryClient {
  /** URL of the API. */
  readonly server: string;

  /** @default 'default' */
  readonly namespace?: string;

  /** @default 'global' */
  readonly region?: string;

  /** Whether results may be stale. @default true */
  readonly allowStale?: boolean;

  /** Between the tags in their label. @default ',' */
  readonly tagSeparator?: string;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const nomad: Discovery<NomadSDConfig, NomadSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['server']);
    checkUrl(where.at('server'), props.server || undefined);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<NomadSdConfig>({
      server: props.server,
      namespace: props.namespace,
      region: props.region,
      allow_stale: props.allowStale,
      tag_separator: props.tagSeparator,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
