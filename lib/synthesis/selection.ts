import { objectId } from '../kubernetes';
import type { Problem } from '../problems';
import { nameClashes } from './names';
import { describeResource, type Resource, type ResourceKind } from './resource';
import type { Plan } from './workload';

/** Reports definitions of one name. */
export function duplicates(resources: readonly Resource[]): Problem[] {
  return nameClashes(
    resources.map(({ kind, namespace, name, path }) => ({
      id: objectId({ kind, namespace, name }),
      group: '',
      cluster: '',
      owner: path,
    })),
  );
}

/** Reports definitions that have no effect. */
export function unselected(resources: readonly Resource[], plans: readonly Plan[]): Problem[] {
  const selected = new Set(plans.flatMap((plan) => plan.selected));
  return resources
    .filter((resource) => !selected.has(resource))
    .map((resource) => ({
      severity: 'warning',
      code: 'unselected',
      path: resource.path,
      subject: describeResource(resource),
      complaint: 'is selected by nobody, so it has no effect',
      remedy: howToSelect(resource),
    }));
}

/** Who takes what no Prometheus does. */
const TAKERS: Partial<Record<ResourceKind, string>> = {
  AlertmanagerConfig: 'an Alertmanager',
  GrafanaDashboard: 'a Grafana or GrafanaProvisioning',
};

function howToSelect({ kind, labels, namespace }: Resource): string {
  if (kind === 'Routing') {
    return 'Name it among the `routes` of an Alertmanager.';
  }
  const taker = TAKERS[kind] ?? 'a Prometheus';
  return `Its labels are ${JSON.stringify(labels)}, its namespace is "${namespace}": match them with the selectors of ${taker}, or hand the construct to it by reference.`;
}
