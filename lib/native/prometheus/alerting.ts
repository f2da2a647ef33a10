import type { HttpClientConfig } from './http-client';
import type { RelabelConfig } from './relabel-config';
import type { Duration } from './scalars';
import type { ServiceDiscoveryConfigs } from './sd/service-discovery';
import type { SigV4Config } from './sigv4';

/** Which alerts go where (`configuration.md#configuration-file`). */
export interface AlertingConfig {
  /** Relabeling of alerts before any Alertmanager gets them (`configuration.md#alert_relabel_configs`). */
  readonly alert_relabel_configs?: readonly RelabelConfig[];

  /** The Alertmanagers. */
  readonly alertmanagers?: readonly AlertmanagerConfig[];
}

/** A set of Alertmanagers and how they are reached (`configuration.md#alertmanager_config`). */
export interface AlertmanagerConfig extends HttpClientConfig, ServiceDiscoveryConfigs {
  /** How long one request may take. Default `10s`. */
  readonly timeout?: Duration;

  /** Version of the API. Default `v2`, the only one since 3.0. */
  readonly api_version?: 'v2';

  /** Before the path of the API. Default `/`. */
  readonly path_prefix?: string;

  /** Scheme of the request. Default `http`. */
  readonly scheme?: 'http' | 'https';

  /** Signing of requests for AWS. Excludes every other kind of authentication. */
  readonly sigv4?: SigV4Config;

  /** Relabeling of the Alertmanagers that were discovered. */
  readonly relabel_configs?: readonly RelabelConfig[];

  /** Relabeling of alerts for these Alertmanagers only. */
  readonly alert_relabel_configs?: readonly RelabelConfig[];
}
