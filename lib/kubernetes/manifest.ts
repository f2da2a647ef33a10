import type { ObjectMeta } from 'kubernetes-types/meta/v1';

/** An API object as plain data, ready to be written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta & { readonly name: string };
  readonly [field: string]: unknown;
}

/** The kinds that we write and that belong to no namespace. */
const CLUSTER_SCOPED = new Set(['ClusterRole', 'ClusterRoleBinding', 'Namespace']);

/** Whether objects of this kind live outside of namespaces. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** Names an object in messages and tells objects apart: `Service monitoring/prometheus-k8s`. */
export function objectId(object: { kind: string; namespace?: string | undefined; name: string }): string {
  return object.namespace === undefined
    ? `${object.kind} ${object.name}`
    : `${object.kind} ${object.namespace}/${object.name}`;
}
