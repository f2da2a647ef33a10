import type { TlsConfig } from '../http-client';
import type { Duration } from '../scalars';

/** Targets from Triton of Joyent (`configuration.md#triton_sd_config`). */
export interface TritonSdConfig {
  /** Account. */
  readonly account: string;

  /** Kind of resource: virtual machines or compute nodes. Default `container`. */
  readonly role?: 'container' | 'cn';

  /** Domain that is appended to targets. */
  readonly dns_suffix: string;

  /** Endpoint of the API. */
  readonly endpoint: string;

  /** Groups, for `container`. Default: all. */
  readonly groups?: readonly string[];

  /** Port of the API and of targets. Default 9163. */
  readonly port?: number;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;

  /** Version of the API. Default 1. */
  readonly version?: number;

  /** TLS towards the API. */
  readonly tls_config?: TlsConfig;
}
