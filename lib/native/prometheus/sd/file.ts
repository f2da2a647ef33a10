import type { Duration } from '../scalars';

/** Targets from files that something else writes (`configuration.md#file_sd_config`). */
export interface FileSdConfig {
  /** Files in JSON or YAML; the last part of the path may have one `*`. */
  readonly files: readonly string[];

  /** How often files are read again although nothing seems to have changed. Default `5m`. */
  readonly refresh_interval?: Duration;
}
