import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from the catalog of Consul (`configuration.md#consul_sd_config`). */
export interface ConsulSdConfig extends HttpClientConfig {
  /** Host and port of Consul. Default `localhost:8500`. */
  readonly server?: string;

  /** Before the path of the API. */
  readonly path_prefix?: string;

  /** Token in plain text: our constructs never write it but use `authorization`. */
  readonly token?: PlainSecret;

  /** Datacenter. */
  readonly datacenter?: string;

  /** Namespace, in Consul Enterprise. */
  readonly namespace?: string;

  /** Admin partition, in Consul Enterprise. */
  readonly partition?: string;

  /** Scheme of the request. Default `http`. */
  readonly scheme?: 'http' | 'https';

  /**
   * Name of the user.
   *
   * @deprecated use `basic_auth`
   */
  readonly username?: string;

  /**
   * Password in plain text: our constructs never write it.
   *
   * @deprecated use `basic_auth`
   */
  readonly password?: PlainSecret;

  /** Services. Default: all. */
  readonly services?: readonly string[];

  /** Filter of the catalog's API. */
  readonly filter?: string;

  /** Filter of the health API. */
  readonly health_filter?: string;

  /**
   * Tags that a service must have.
   *
   * @deprecated use `filter` or `health_filter`
   */
  readonly tags?: readonly string[];

  /**
   * Metadata that a node must have.
   *
   * @deprecated use `filter` or `health_filter`
   */
  readonly node_meta?: Readonly<Record<string, string>>;

  /** Between the tags in their label. Default `,`. */
  readonly tag_separator?: string;

  /** Whether results may be stale. Default true. */
  readonly allow_stale?: boolean;

  /** How often services are read again. Default `30s`. */
  readonly refresh_interval?: Duration;
}
