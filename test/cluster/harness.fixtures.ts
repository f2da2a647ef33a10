import type { Container, PodSecurityContext, ServiceAccount } from 'kubernetes-types/core/v1';
import type { Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import type { Api } from '.';

/** What Pod Security `restricted` demands of a container, and a root that it cannot write. */
export const RESTRICTED: Pick<Container, 'securityContext'> = {
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
};

/** What it demands of a pod. */
export const POD_SECURITY: PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: 1000,
  fsGroup: 2000,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Makes an account that may read what Prometheus's discovery asks for. */
export async function grantDiscovery(api: Api, namespace: string, name: string): Promise<void> {
  const metadata = { namespace, name };
  await api.apply<ServiceAccount>({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  await api.apply<Role>({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['services', 'pods'], verbs: ['get', 'list', 'watch'] },
    ],
  });
  await api.apply<RoleBinding>({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', namespace, name }],
  });
}
