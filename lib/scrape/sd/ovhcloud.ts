import type { OvhcloudSdConfig } from '../../native/prometheus';
import { checkChoice, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { refuseSecret, type NoFileTwin } from '../../references';
import { waysOut } from './no-twin';

const SERVICES = { VPS: 'vps', DedicatedServer: 'dedicated_server' } as const;

/**
 * Targets from OVHcloud. Upstream: `<ovhcloud_sd_config>`.
 *
 * Prometheus needs two secrets for it and can read neither from a file, so that this is always an error, which
 * names the way out.
 */
export interface OVHCloudSDConfig {
  /** Id of the application. */
  readonly applicationKey: string;

  /** Prometheus reads it from its configuration only: refused. */
  readonly applicationSecret?: NoFileTwin;

  /** Prometheus reads it from its configuration only: refused. */
  readonly consumerKey?: NoFileTwin;

  /** Kind of resource. */
  readonly service: keyof typeof SERVICES;

  /** @default 'ovh-eu' */
  readonly endpoint?: string;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const ovhcloud: Discovery<OVHCloudSDConfig, OvhcloudSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['applicationKey']);
    checkChoice(where.at('service'), props.service, Object.keys(SERVICES));
    checkPolled(where, props);
    // Left out they are missed all the same.
    refuseSecret(where.at('applicationSecret'), true, waysOut());
    refuseSecret(where.at('consumerKey'), true, waysOut());
  },
  render: (_where, props) =>
    compact<OvhcloudSdConfig>({
      application_key: props.applicationKey,
      service: SERVICES[props.service],
      endpoint: props.endpoint,
      refresh_interval: props.refreshInterval,
    }),
};
