import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from Outscale (`configuration.md#outscale_sd_config`). */
export interface OutscaleSdConfig extends HttpClientConfig {
  /** Region. Default `eu-west-2`. */
  readonly region?: string;

  /** Id of the access key. */
  readonly access_key: string;

  /** Secret key in plain text: our constructs never write it. */
  readonly secret_key?: PlainSecret;

  /** File that holds the secret key. */
  readonly secret_key_file?: string;

  /** URL of the API. Default: that of the region. */
  readonly endpoint?: string;

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
