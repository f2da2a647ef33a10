import { configMap, type Manifest } from '../../kubernetes';
import type { GrafanaContent } from '../compile';
import { dashboardFile, dashboardText, type DiscoveryContext } from './objects';

/** Bodies for Grafana's HTTP API. Whoever sends them can read no Secret on the way, so that there are none. */
export function apiObjects(
  { where, place, name }: DiscoveryContext,
  { dataSources, dashboards }: GrafanaContent,
): Manifest[] {
  for (const { fact, credentials } of dataSources) {
    for (const { prop } of credentials) {
      where
        .about(`data source ${fact.path}`)
        .at(...prop.split('.'))
        .error({
          code: 'secret-in-manifest',
          complaint: 'would stand in a body for the HTTP API for everybody to read',
          remedy:
            'Choose another discovery, or leave the data source out and send it with its credentials yourself.',
        });
    }
  }
  return [
    configMap(
      place,
      `${name}-api-datasources`,
      Object.fromEntries(
        dataSources.map(({ native }) => [`${native.uid}.json`, `${JSON.stringify(native, undefined, 2)}\n`]),
      ),
    ),
    ...dashboards.map((dashboard) =>
      configMap(place, `${name}-api-dashboard-${dashboard.resource.namespace}-${dashboard.resource.name}`, {
        [dashboardFile(dashboard)]:
          `{"overwrite": true, "dashboard": ${dashboardText(where, dashboard).trimEnd()}}\n`,
      }),
    ),
  ];
}
