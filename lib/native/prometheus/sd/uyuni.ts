import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from systems that Uyuni manages (`configuration.md#uyuni_sd_config`). */
export interface UyuniSdConfig extends HttpClientConfig {
  /** URL of the server. */
  readonly server: string;

  /** Name of the user. */
  readonly username: string;

  /** Password in plain text: our constructs never write it, and upstream has no file twin. */
  readonly password: PlainSecret;

  /** Entitlement that a system must have. Default `monitoring_entitled`. */
  readonly entitlement?: string;

  /** Between the groups in their label. Default `,`. */
  readonly separator?: string;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
