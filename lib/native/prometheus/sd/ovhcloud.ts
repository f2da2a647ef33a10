import type { Duration, PlainSecret } from '../scalars';

/** Targets from OVHcloud (`configuration.md#ovhcloud_sd_config`). */
export interface OvhcloudSdConfig {
  /** Id of the application. */
  readonly application_key: string;

  /**
   * Secret of the application in plain text: our constructs never write it, and upstream has no file twin.
   */
  readonly application_secret: PlainSecret;

  /** Key of the consumer in plain text: our constructs never write it, and upstream has no file twin. */
  readonly consumer_key: PlainSecret;

  /** Kind of resource. */
  readonly service: 'vps' | 'dedicated_server';

  /** The API's endpoint. Default `ovh-eu`. */
  readonly endpoint?: string;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
