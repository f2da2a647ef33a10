import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from the control plane of Kuma (`configuration.md#kuma_sd_config`). */
export interface KumaSdConfig extends HttpClientConfig {
  /** Address of the control plane. */
  readonly server: string;

  /** Name by which the control plane knows this Prometheus. Default: its host name. */
  readonly client_id?: string;

  /** Pause between two requests for changes. Default `30s`. */
  readonly refresh_interval?: Duration;

  /** How long one such request may take. Default `2m`. */
  readonly fetch_timeout?: Duration;
}
