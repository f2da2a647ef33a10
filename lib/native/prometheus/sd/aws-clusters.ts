import type { AwsApi } from './aws-api';
import type { Filter } from './filter';

/**
 * Targets from ECS, MSK or ElastiCache. Prometheus takes them as `ecs_sd_configs` and so on, but documents only
 * the roles of `aws_sd_configs` (`configuration.md#aws_sd_config`), which are better used.
 */
export interface AwsClusterSdConfig extends AwsApi {
  /** Clusters or caches, by name or ARN. Default: all of the region. */
  readonly clusters?: readonly string[];

  /** Requests to the API at once. */
  readonly request_concurrency?: number;
}

/** Targets from RDS: as with the other clusters, and filters. */
export interface RdsSdConfig extends AwsClusterSdConfig {
  /** Filters in the words of DescribeDBInstances. */
  readonly filters?: readonly Filter[];
}
