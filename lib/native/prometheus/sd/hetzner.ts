import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from Hetzner (`configuration.md#hetzner_sd_config`). */
export interface HetznerSdConfig extends HttpClientConfig {
  /** Dedicated servers or cloud servers. */
  readonly role: 'robot' | 'hcloud';

  /** Label selector in the words of the API, for `hcloud`. */
  readonly label_selector?: string;

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
