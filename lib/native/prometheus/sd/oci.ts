import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from Oracle Cloud Infrastructure (`configuration.md#oci_sd_config`). */
export interface OciSdConfig extends HttpClientConfig {
  /** How to authenticate. Default `api_key`. */
  readonly auth?: 'api_key' | 'instance_principal';

  /** Tenancy, for `api_key`. */
  readonly tenancy?: string;

  /** User, for `api_key`. */
  readonly user?: string;

  /** Fingerprint of the key, for `api_key`. */
  readonly fingerprint?: string;

  /** File that holds the key, for `api_key`. */
  readonly key_file?: string;

  /** Passphrase of the key in plain text: our constructs never write it. */
  readonly key_passphrase?: PlainSecret;

  /** File that holds the passphrase of the key; read when the configuration is loaded. */
  readonly key_passphrase_file?: string;

  /** Region. */
  readonly region: string;

  /** Compartments. Default: all of the tenancy. */
  readonly compartments?: readonly string[];

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
