import type { ServiceAccount } from 'kubernetes-types/core/v1';
import type { PolicyRule, Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import type { Cluster } from '../cluster';
import { NAME } from './alertmanagers';

const RBAC = 'rbac.authorization.k8s.io';

/** The rights that docs/companion.md names for a controller with a Secret that manifests made, and no others. */
export function controllerRules(secret: string): PolicyRule[] {
  return [
    { apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: [NAME], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
    { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: ['list'] },
    {
      apiGroups: ['coordination.k8s.io'],
      resources: ['leases'],
      resourceNames: [`${NAME}-rollout`],
      verbs: ['get', 'update'],
    },
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
    { apiGroups: [''], resources: ['secrets'], resourceNames: [secret], verbs: ['get', 'patch'] },
  ];
}

/** From outside, the pods are reached through the API server; a plan reads what they were made from. */
export const OUTSIDE_RULES: readonly PolicyRule[] = [
  { apiGroups: [''], resources: ['pods/portforward', 'pods/proxy'], verbs: ['get', 'create'] },
  { apiGroups: ['apps'], resources: ['controllerrevisions'], verbs: ['get', 'list'] },
];

/** A kubeconfig of an account that may do just that. */
export async function accountWith(
  cluster: Cluster,
  namespace: string,
  name: string,
  rules: readonly PolicyRule[],
): Promise<string> {
  const metadata = { namespace, name };
  await cluster.api.apply<ServiceAccount>({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  await cluster.api.apply<Role>({ apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules: [...rules] });
  await cluster.api.apply<RoleBinding>({
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: RBAC, kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', namespace, name }],
  });
  return cluster.controlPlane.kubeconfigFor(await cluster.controlPlane.tokenFor(namespace, name));
}
