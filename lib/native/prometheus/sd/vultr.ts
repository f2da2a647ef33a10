import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from Vultr (`configuration.md#vultr_sd_config`). */
export interface VultrSdConfig extends HttpClientConfig {
  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
