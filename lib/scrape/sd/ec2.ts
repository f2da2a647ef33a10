import type { Ec2SdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { refuseAwsKeys, type AwsKeys } from './aws-keys';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkFilters, type SDFilter } from './filter';
import { checkClient, renderClient, type SigningClient } from './http-client';

/** Targets from EC2. Upstream: `<ec2_sd_config>`. */
export interface EC2SDConfig extends SigningClient, AwsKeys {
  /** @default - that of the instance's metadata */
  readonly region?: string;

  /** Role to assume. @default - the pods' own */
  readonly roleARN?: string;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** In the words of DescribeInstances. @default - all instances */
  readonly filters?: readonly SDFilter[];

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const ec2: Discovery<EC2SDConfig, Ec2SdConfig> = {
  check(where, props) {
    refuseAwsKeys(where, props);
    checkFilters(where.at('filters'), props.filters);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<Ec2SdConfig>({
      region: props.region,
      role_arn: props.roleARN,
      port: props.port,
      filters: props.filters,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
