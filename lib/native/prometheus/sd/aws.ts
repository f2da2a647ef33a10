import type { AwsApi } from './aws-api';
import type { Filter } from './filter';

/** Targets from a service of AWS (`configuration.md#aws_sd_config`). */
export interface AwsSdConfig extends AwsApi {
  /** The service. */
  readonly role: 'ec2' | 'lightsail' | 'ecs' | 'msk' | 'elasticache' | 'rds';

  /** Filters in the words of the API, for `ec2` and `rds`. */
  readonly filters?: readonly Filter[];

  /** Clusters or caches, by name or ARN, for the other roles and `rds`. Default: all of the region. */
  readonly clusters?: readonly string[];
}
