import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from Netflix Eureka (`configuration.md#eureka_sd_config`). */
export interface EurekaSdConfig extends HttpClientConfig {
  /** URL of the server. */
  readonly server: string;

  /** How often the list is read again. Default `30s`. */
  readonly refresh_interval?: Duration;
}
