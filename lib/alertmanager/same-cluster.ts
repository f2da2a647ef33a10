import type { Where } from '../problems';
import type { AlertmanagerEndpoint } from './endpoint';

/** Reports an Alertmanager of another cluster: the names of its pods mean nothing outside of that. */
export function checkSameCluster(
  where: Where,
  endpoint: AlertmanagerEndpoint | undefined,
  cluster: string,
): void {
  if (endpoint !== undefined && endpoint.cluster !== cluster) {
    where.error({
      code: 'other-cluster',
      value: `${endpoint.namespace}/${endpoint.name}`,
      complaint: `is in ${describe(endpoint.cluster)}, and its pods have no names in ${describe(cluster)}`,
      remedy:
        'Export it, `new AlertmanagerExport(hub, …)`, and send to its `target`; or name addresses that are reached from here, `targets`.',
    });
  }
}

function describe(cluster: string): string {
  return cluster === '' ? 'no cluster of a fleet' : `the cluster "${cluster}"`;
}
