import type { ObjectPlace } from './config-map';
import type { Manifest } from './manifest';

/** An object of the Multi-Cluster Services API: the Service of its name is there for all clusters of the ClusterSet. */
export function serviceExport(
  { namespace, labels }: Pick<ObjectPlace, 'namespace'> & Partial<ObjectPlace>,
  name: string,
): Manifest {
  return {
    apiVersion: 'multicluster.x-k8s.io/v1alpha1',
    kind: 'ServiceExport',
    metadata: { name, namespace, ...(labels === undefined ? {} : { labels: { ...labels } }) },
  };
}

/** What an exported Service is called in all clusters of the ClusterSet. */
export function clustersetHost(namespace: string, name: string): string {
  return `${name}.${namespace}.svc.clusterset.local`;
}
