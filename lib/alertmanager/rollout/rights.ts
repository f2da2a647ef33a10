import type { PolicyRule } from 'kubernetes-types/rbac/v1';

/** What the companion is going to do. */
export interface Duties {
  readonly statefulSet: string;

  /** The Secret of its copy; undefined where it keeps none. */
  readonly storeSecret: string | undefined;

  /** Whether it makes a former revision that of the StatefulSet. */
  readonly rollsBack: boolean;
}

/** Exactly the rights that it needs for that, by the names of objects wherever Kubernetes can tell them (docs/companion.md). */
export function companionRights({ statefulSet, storeSecret, rollsBack }: Duties): PolicyRule[] {
  return [
    rule('apps', 'statefulsets', rollsBack ? ['get', 'patch'] : ['get'], statefulSet),
    rule('', 'pods', ['list']),
    rule('policy', 'poddisruptionbudgets', ['list']),
    rule('coordination.k8s.io', 'leases', ['get', 'update'], `${statefulSet}-rollout`),
    rule('coordination.k8s.io', 'leases', ['create']),
    rule('', 'pods/eviction', ['create']),
    rule('', 'pods/log', ['get']),
    rule('', 'events', ['create', 'patch']),
    ...(storeSecret === undefined ? [] : [rule('', 'secrets', ['get', 'patch'], storeSecret)]),
    ...(rollsBack ? [rule('apps', 'controllerrevisions', ['get', 'list'])] : []),
  ];
}

function rule(group: string, resource: string, verbs: readonly string[], name?: string): PolicyRule {
  return {
    apiGroups: [group],
    resources: [resource],
    ...(name === undefined ? {} : { resourceNames: [name] }),
    verbs: [...verbs],
  };
}
