import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import type { ObjectPlace } from './config-map';
import type { Manifest } from './manifest';

/** An account that rights are granted to. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** A ServiceAccount. Its token is mounted by the pods that need it, not by all. */
export function serviceAccount({ namespace, labels }: ObjectPlace, name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace, labels: { ...labels } },
    automountServiceAccountToken: false,
  };
}

/** Rights in one namespace, and who has them. */
export function namespacedRights(
  place: ObjectPlace,
  name: string,
  account: Account,
  rules: readonly PolicyRule[],
): Manifest[] {
  const metadata = { name, namespace: place.namespace, labels: { ...place.labels } };
  return [
    { apiVersion: RBAC, kind: 'Role', metadata, rules },
    { apiVersion: RBAC, kind: 'RoleBinding', metadata, ...binding('Role', name, account) },
  ];
}

/** Rights in the whole cluster, and who has them. */
export function clusterRights(
  labels: Readonly<Record<string, string>>,
  name: string,
  account: Account,
  rules: readonly PolicyRule[],
): Manifest[] {
  const metadata = { name, labels: { ...labels } };
  return [
    { apiVersion: RBAC, kind: 'ClusterRole', metadata, rules },
    { apiVersion: RBAC, kind: 'ClusterRoleBinding', metadata, ...binding('ClusterRole', name, account) },
  ];
}

const RBAC = 'rbac.authorization.k8s.io/v1';

function binding(kind: string, name: string, account: Account): Pick<Manifest, 'roleRef' | 'subjects'> {
  return {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }],
  };
}
