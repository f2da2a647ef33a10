import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from STACKIT (`configuration.md#stackit_sd_config`). */
export interface StackitSdConfig extends HttpClientConfig {
  /** Project. */
  readonly project: string;

  /** Region. Default `eu01`. */
  readonly region?: string;

  /** URL of the API. */
  readonly endpoint?: string;

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** Private key of the service account in plain text: our constructs never write it. */
  readonly private_key?: PlainSecret;

  /** File that holds the private key. */
  readonly private_key_path?: string;

  /** Key of the service account in plain text, as JSON: our constructs never write it. */
  readonly service_account_key?: PlainSecret;

  /** File that holds the key of the service account. */
  readonly service_account_key_path?: string;

  /** File that holds credentials of any kind. */
  readonly credentials_file_path?: string;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
