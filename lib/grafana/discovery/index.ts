import type { Manifest } from '../../kubernetes';
import type { GrafanaContent } from '../compile';
import type { GrafanaDiscovery } from '../props';
import { apiObjects } from './api';
import { provisioningObjects } from './files';
import type { DiscoveryContext } from './objects';
import { operatorObjects } from './operator';
import { sidecarObjects } from './sidecar';

export { dataSourceFile } from './file-form';
export { dashboardFile, dashboardText } from './objects';

/** Where Grafana's image and charts look for dashboards that are mounted. */
export const DASHBOARDS_PATH = '/var/lib/grafana/dashboards';

/** The objects by which a Grafana comes to what it gets. */
export function discoveryObjects(
  context: DiscoveryContext,
  content: GrafanaContent,
  discovery: GrafanaDiscovery,
): readonly Manifest[] {
  switch (discovery.mode) {
    case 'sidecar':
      return sidecarObjects(context, content, discovery);
    case 'provisioning':
      return provisioningObjects(context, content, discovery.dashboardsPath ?? DASHBOARDS_PATH);
    case 'operator':
      return operatorObjects(context, content, discovery);
    case 'api':
      return apiObjects(context, content);
  }
}
