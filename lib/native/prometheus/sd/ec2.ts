import type { AwsApi } from './aws-api';
import type { Filter } from './filter';

/** Targets from EC2 (`configuration.md#ec2_sd_config`). */
export interface Ec2SdConfig extends AwsApi {
  /** Filters in the words of DescribeInstances. */
  readonly filters?: readonly Filter[];
}
