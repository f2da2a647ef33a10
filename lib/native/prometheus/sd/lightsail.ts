import type { AwsApi } from './aws-api';

/** Targets from AWS Lightsail (`configuration.md#lightsail_sd_config`). */
export type LightsailSdConfig = AwsApi;
