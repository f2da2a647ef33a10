/**
 * Files by which Grafana is provisioned, field by field as its documentation has them.
 */

/** A data source. Upstream: an item of `datasources`, and the body of `POST /api/datasources`. */
export interface GrafanaDataSource {
  readonly name: string;
  readonly uid: string;
  readonly type: 'prometheus' | 'alertmanager';

  /** Grafana's server asks, not the browser. */
  readonly access: 'proxy';
  readonly url: string;
  readonly isDefault?: boolean;
  readonly editable?: boolean;
  readonly basicAuth?: boolean;
  readonly basicAuthUser?: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData?: Readonly<Record<string, string>>;
}

/** A file in `provisioning/datasources`. */
export interface GrafanaDataSourceFile {
  readonly apiVersion: 1;

  /** Data sources that no file has any more are deleted. */
  readonly prune?: boolean;
  readonly datasources: readonly GrafanaDataSource[];
}

/** A folder of dashboards. Upstream: an item of `providers`. */
export interface GrafanaDashboardProvider {
  readonly name: string;
  readonly type: 'file';

  /** Title of Grafana's folder; the root where it is empty. */
  readonly folder: string;
  readonly disableDeletion?: boolean;
  readonly allowUiUpdates?: boolean;
  readonly options: { readonly path: string };
}

/** A file in `provisioning/dashboards`. */
export interface GrafanaDashboardProviderFile {
  readonly apiVersion: 1;
  readonly providers: readonly GrafanaDashboardProvider[];
}
