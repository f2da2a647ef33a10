import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from Marathon (`configuration.md#marathon_sd_config`). */
export interface MarathonSdConfig extends HttpClientConfig {
  /** URLs of the servers. */
  readonly servers: readonly string[];

  /** How often the list is read again. Default `30s`. */
  readonly refresh_interval?: Duration;

  /** Token in plain text: our constructs never write it. */
  readonly auth_token?: PlainSecret;

  /** File that holds the token. */
  readonly auth_token_file?: string;
}
