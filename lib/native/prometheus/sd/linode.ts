import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from Linode (`configuration.md#linode_sd_config`). */
export interface LinodeSdConfig extends HttpClientConfig {
  /** Region. Default: all. */
  readonly region?: string;

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** Between the tags in their label. Default `,`. */
  readonly tag_separator?: string;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
