import type { FederationEndpoint } from './endpoint';

/**
 * What a Service is called in a ClusterSet. That takes Services of one name and namespace for one, whatever cluster
 * exports them, and clusters of a fleet are alike: there the name of the cluster tells them apart.
 */
export function exportedName({ cluster }: Pick<FederationEndpoint, 'cluster'>, service: string): string {
  return cluster === '' ? service : `${service}-${cluster}`;
}
