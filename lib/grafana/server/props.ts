import type { SecretKeySelector } from '../../references';
import type { WorkloadProps } from '../../workload';
import type { GrafanaContentProps } from '../props';

/** A setting of `grafana.ini`; what is secret is named and read from a mounted file. */
export type GrafanaSetting = string | number | boolean | SecretKeySelector;

/** Props of `Grafana`. */
export interface GrafanaProps
  extends GrafanaContentProps, Omit<WorkloadProps, 'additionalArgs' | 'routePrefix'> {
  /** @default - the release that this library was tried with */
  readonly version?: string;

  /** More than one needs a database that all share: `config: { database: … }`. @default 1 */
  readonly replicas?: number;

  /** Who may do everything. Grafana would begin with `admin` and `admin`. Upstream: `[security] admin_user`, `admin_password`. */
  readonly admin: { readonly username: SecretKeySelector; readonly password: SecretKeySelector };

  /**
   * Settings by section, as Grafana's documentation calls them; a section that has a dot in its name as well.
   *
   * ```ts
   * config: { 'auth.generic_oauth': { enabled: true, client_id: 'grafana', client_secret: secretKey('oauth', 'secret') } }
   * ```
   */
  readonly config?: Readonly<Record<string, Readonly<Record<string, GrafanaSetting>>>>;

  /** How a change of the pods is rolled out. @default 'RollingUpdate' */
  readonly updateStrategy?: 'RollingUpdate' | 'OnDelete';
}
