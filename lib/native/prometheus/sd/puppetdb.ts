import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from PuppetDB (`configuration.md#puppetdb_sd_config`). */
export interface PuppetdbSdConfig extends HttpClientConfig {
  /** URL of the server. */
  readonly url: string;

  /** Query in PQL that yields resources. */
  readonly query: string;

  /** Whether parameters become labels; they may hold secrets. Default false. */
  readonly include_parameters?: boolean;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;

  /** Port to scrape. Default 80. */
  readonly port?: number;
}
