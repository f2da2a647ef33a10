import { configMap, type Manifest } from '../../kubernetes';
import { renderYaml } from '../../native';
import type { GrafanaDashboardProviderFile } from '../../native/grafana';
import type { GrafanaContent, ShippedDashboard } from '../compile';
import { dataSourceFile } from './file-form';
import { dashboardFile, dashboardText, type DiscoveryContext } from './objects';

/** A ConfigMap of dashboards, and where Grafana expects its files. */
export interface DashboardVolume {
  readonly configMap: string;
  readonly path: string;
}

/** The objects of Grafana's own provisioning, and what of them is mounted where. */
export interface ProvisioningFiles {
  readonly manifests: readonly Manifest[];

  /** `provisioning/datasources` and `provisioning/dashboards`. */
  readonly dataSources: string;
  readonly providers: string;
  readonly dashboards: readonly DashboardVolume[];
}

/** Data sources in one ConfigMap, providers in one, and each dashboard in its own. */
export function provisioningFiles(
  { where, place, name, secretsPath }: DiscoveryContext,
  { dataSources, dashboards }: GrafanaContent,
  dashboardsPath: string,
): ProvisioningFiles {
  const names = { dataSources: `${name}-datasources`, providers: `${name}-dashboards` };
  const folders = [...new Set(dashboards.map(({ folder }) => folder))].sort();
  const providers: GrafanaDashboardProviderFile = {
    apiVersion: 1,
    providers: folders.map((folder) => ({
      name: folder === '' ? 'root' : folder,
      type: 'file',
      folder,
      disableDeletion: false,
      allowUiUpdates: false,
      options: { path: `${dashboardsPath}/${folderPath(folder)}` },
    })),
  };
  return {
    manifests: [
      configMap(place, names.dataSources, {
        'datasources.yaml': renderYaml(dataSourceFile(dataSources, secretsPath)),
      }),
      configMap(place, names.providers, { 'dashboards.yaml': renderYaml(providers) }),
      ...dashboards.map((dashboard) =>
        configMap(place, dashboardMap(name, dashboard), {
          [dashboardFile(dashboard)]: dashboardText(where, dashboard),
        }),
      ),
    ],
    dataSources: names.dataSources,
    providers: names.providers,
    dashboards: dashboards.map((dashboard) => ({
      configMap: dashboardMap(name, dashboard),
      path: `${dashboardsPath}/${folderPath(dashboard.folder)}`,
    })),
  };
}

function dashboardMap(name: string, { resource }: ShippedDashboard): string {
  return `${name}-dashboard-${resource.namespace}-${resource.name}`;
}

/** A folder of the file system for a folder of Grafana. */
export function folderPath(folder: string): string {
  return folder === '' ? 'root' : encodeURIComponent(folder);
}
