import type { ObjectMeta } from 'kubernetes-types/meta/v1';

/** Any API object, as `kubernetes-types` has them: typed by its kind, or plain. */
export interface ApiObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

/** Names one object, or all of a kind. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

const IRREGULAR_PLURALS: Readonly<Record<string, string>> = {
  Endpoints: 'endpoints',
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
  PriorityClass: 'priorityclasses',
  StorageClass: 'storageclasses',
};

const CLUSTER_SCOPED = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
]);

/** Where the API server keeps it: `/apis/apps/v1/namespaces/monitoring/statefulsets/prometheus-k8s`. */
export function resourcePath({ apiVersion, kind, namespace, name }: Reference): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = CLUSTER_SCOPED.has(kind) || namespace === undefined ? '' : `/namespaces/${namespace}`;
  const plural = IRREGULAR_PLURALS[kind] ?? `${kind.toLowerCase()}s`;
  return [group, scope, `/${plural}`, name === undefined ? '' : `/${name}`].join('');
}

/** The reference of an object; where it says no namespace, `default`, as kubectl has it. */
export function referenceTo({ apiVersion, kind, metadata }: ApiObject): Reference {
  if (apiVersion === undefined || kind === undefined || metadata?.name === undefined) {
    throw new Error(`not an API object: ${JSON.stringify({ apiVersion, kind, metadata })}`);
  }
  return { apiVersion, kind, namespace: metadata.namespace ?? 'default', name: metadata.name };
}
