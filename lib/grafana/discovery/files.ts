import { configMap, type Manifest } from '../../kubernetes';
import { renderYaml } from '../../native';
import type { GrafanaDashboardProviderFile } from '../../native/grafana';
import type { GrafanaContent, ShippedDashboard } from '../compile';
import { dataSourceFile, fileBelow } from './file-form';
import { dashboardFile, dashboardText, type DiscoveryContext } from './objects';

/** Data sources in one ConfigMap, providers in one, and each dashboard in its own. */
export function provisioningObjects(
  { where, place, name, secretsPath }: DiscoveryContext,
  { dataSources, dashboards }: GrafanaContent,
  dashboardsPath: string,
): Manifest[] {
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
  return [
    configMap(place, names.dataSources, {
      'datasources.yaml': renderYaml(dataSourceFile(dataSources, fileBelow(secretsPath))),
    }),
    configMap(place, names.providers, { 'dashboards.yaml': renderYaml(providers) }),
    ...dashboards.map((dashboard) =>
      configMap(place, dashboardMap(name, dashboard), {
        [dashboardFile(dashboard)]: dashboardText(where, dashboard),
      }),
    ),
  ];
}

function dashboardMap(name: string, { resource }: ShippedDashboard): string {
  return `${name}-dashboard-${resource.namespace}-${resource.name}`;
}

/** A folder of the file system for a folder of Grafana. */
function folderPath(folder: string): string {
  return folder === '' ? 'root' : encodeURIComponent(folder);
}
