import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from an endpoint that lists them in JSON (`configuration.md#http_sd_config`). */
export interface HttpSdConfig extends HttpClientConfig {
  /** The endpoint. */
  readonly url: string;

  /** How often it is asked. Default `60s`. */
  readonly refresh_interval?: Duration;
}
