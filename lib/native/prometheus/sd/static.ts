import type { Labels } from '../scalars';

/**
 * Targets that are written down (`configuration.md#static_config`); also an item of the files of
 * `file_sd_configs`.
 */
export interface StaticConfig {
  /** Addresses, host and port. */
  readonly targets?: readonly string[];

  /** Labels for all of them. */
  readonly labels?: Labels;
}
