import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from DigitalOcean (`configuration.md#digitalocean_sd_config`). */
export interface DigitaloceanSdConfig extends HttpClientConfig {
  /** Kind of resource. Default `droplets`. */
  readonly role?: 'droplets' | 'databases';

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
