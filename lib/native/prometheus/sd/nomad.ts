import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from the services of Nomad (`configuration.md#nomad_sd_config`). */
export interface NomadSdConfig extends HttpClientConfig {
  /** URL of the API. */
  readonly server?: string;

  /** Namespace. Default `default`. */
  readonly namespace?: string;

  /** Region. Default `global`. */
  readonly region?: string;

  /** Whether results may be stale. Default true. */
  readonly allow_stale?: boolean;

  /** Between the tags in their label. Default `,`. */
  readonly tag_separator?: string;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
