import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from IONOS Cloud (`configuration.md#ionos_sd_config`). */
export interface IonosSdConfig extends HttpClientConfig {
  /** Id of the data center. */
  readonly datacenter_id: string;

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
