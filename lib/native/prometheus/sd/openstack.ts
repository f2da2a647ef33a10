import type { TlsConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from OpenStack (`configuration.md#openstack_sd_config`). */
export interface OpenstackSdConfig {
  /** Kind of resource. */
  readonly role: 'hypervisor' | 'instance' | 'loadbalancer';

  /** Region. */
  readonly region: string;

  /** URL of the identity API. */
  readonly identity_endpoint?: string;

  /** Name of the user. */
  readonly username?: string;

  /** Id of the user. */
  readonly userid?: string;

  /** Password in plain text: our constructs never write it, and upstream has no file twin. */
  readonly password?: PlainSecret;

  /** Name of the domain, with `username`. */
  readonly domain_name?: string;

  /** Id of the domain, with `username`. */
  readonly domain_id?: string;

  /** Name of the project. */
  readonly project_name?: string;

  /** Id of the project. */
  readonly project_id?: string;

  /** Name of the application credential. */
  readonly application_credential_name?: string;

  /** Id of the application credential. */
  readonly application_credential_id?: string;

  /**
   * Secret of the application credential in plain text: our constructs never write it; there is no file
   * twin.
   */
  readonly application_credential_secret?: PlainSecret;

  /** Whether instances of all projects are listed. Default false. */
  readonly all_tenants?: boolean;

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;

  /** Port to scrape. Default 80. */
  readonly port?: number;

  /** Which of the endpoints is used. Default `public`. */
  readonly availability?: 'public' | 'admin' | 'internal';

  /** TLS towards the API. */
  readonly tls_config?: TlsConfig;
}
