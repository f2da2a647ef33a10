import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from Scaleway (`configuration.md#scaleway_sd_config`). */
export interface ScalewaySdConfig extends HttpClientConfig {
  /** Id of the access key. */
  readonly access_key: string;

  /** Secret key in plain text: our constructs never write it. */
  readonly secret_key?: PlainSecret;

  /** File that holds the secret key. */
  readonly secret_key_file?: string;

  /** Project. */
  readonly project_id: string;

  /** Kind of resource. */
  readonly role: 'instance' | 'baremetal';

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** URL of the API. Default `https://api.scaleway.com`. */
  readonly api_url?: string;

  /** Zone. Default `fr-par-1`. */
  readonly zone?: string;

  /** What the name must contain. */
  readonly name_filter?: string;

  /** Tags that a server must have, all of them. */
  readonly tags_filter?: readonly string[];

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
