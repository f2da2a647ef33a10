import type { Duration } from '../scalars';

/**
 * Targets from Google Compute Engine, with the credentials of the environment
 * (`configuration.md#gce_sd_config`).
 */
export interface GceSdConfig {
  /** Project. */
  readonly project: string;

  /** Zone. */
  readonly zone: string;

  /** Filter in the words of the API. */
  readonly filter?: string;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** Between the tags in their label. Default `,`. */
  readonly tag_separator?: string;
}
