import type { LightsailSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { refuseAwsKeys, type AwsKeys } from './aws-keys';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from AWS Lightsail. Upstream: `<lightsail_sd_config>`. */
export interface LightSailSDConfig extends DiscoveryClient, AwsKeys {
  /** @default - that of the instance's metadata */
  readonly region?: string;

  /** Another endpoint of the API. @default - that of the region */
  readonly endpoint?: string;

  /** Role to assume. @default - the pods' own */
  readonly roleARN?: string;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const lightSail: Discovery<LightSailSDConfig, LightsailSdConfig> = {
  check(where, props) {
    refuseAwsKeys(where, props);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<LightsailSdConfig>({
      region: props.region,
      endpoint: props.endpoint,
      role_arn: props.roleARN,
      port: props.port,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
