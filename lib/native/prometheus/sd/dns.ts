import type { Duration } from '../scalars';

/** Targets from DNS (`configuration.md#dns_sd_config`). */
export interface DnsSdConfig {
  /** Names to look up. */
  readonly names: readonly string[];

  /** Type of the records. Default `SRV`. */
  readonly type?: 'SRV' | 'A' | 'AAAA' | 'MX' | 'NS';

  /** Port to scrape, which all types but `SRV` need. */
  readonly port?: number;

  /** How often names are looked up. Default `30s`. */
  readonly refresh_interval?: Duration;
}
