import { fileKey, type Manifest } from '../../kubernetes';
import { renderYaml } from '../../native';
import type { GrafanaContent } from '../compile';
import type { SidecarDiscovery } from '../props';
import { dataSourceFile, fileBelow } from './file-form';
import { dashboardFile, dashboardText, labelled, type DiscoveryContext } from './objects';

/** A ConfigMap for each data source and each dashboard: what changes is one of them. */
export function sidecarObjects(
  { where, place, name, secretsPath }: DiscoveryContext,
  { dataSources, dashboards }: GrafanaContent,
  {
    dataSourceLabels = { grafana_datasource: '1' },
    dashboardLabels = { grafana_dashboard: '1' },
    folderAnnotation = 'grafana_folder',
  }: SidecarDiscovery,
): Manifest[] {
  return [
    ...dataSources.map((source) =>
      labelled(
        place,
        `${name}-datasource-${source.native.uid.toLowerCase().replaceAll('_', '-')}`,
        // The sidecar puts the files of all namespaces into one folder.
        {
          [fileKey(place.namespace, source.native.uid)]: renderYaml(
            dataSourceFile([source], fileBelow(secretsPath)),
          ),
        },
        { labels: dataSourceLabels },
      ),
    ),
    ...dashboards.map((dashboard) =>
      labelled(
        place,
        `${name}-dashboard-${dashboard.resource.namespace}-${dashboard.resource.name}`,
        { [dashboardFile(dashboard)]: dashboardText(where, dashboard) },
        {
          labels: dashboardLabels,
          annotations: dashboard.folder === '' ? {} : { [folderAnnotation]: dashboard.folder },
        },
      ),
    ),
  ];
}
