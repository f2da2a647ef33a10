import { componentLabels, serviceExport, type Manifest } from '../kubernetes';
import type { Resource } from '../synthesis';
import type { FederationEndpoint } from './endpoint';
import { leavesOf } from './leaves';
import type { FederationProps } from './props';

/**
 * What a Service of a leaf is called in a ClusterSet. That takes Services of one name and namespace for one, whatever cluster
 * exports them, and clusters of a fleet are alike: there the name of the cluster tells them apart.
 */
export function exportedName({ cluster }: FederationEndpoint, service: string): string {
  return cluster === '' ? service : `${service}-${cluster}`;
}

/**
 * What makes the Services of a leaf known in other clusters, where one of its hubs is there.
 *
 * @param own the objects of the leaf, its Services among them
 */
export function serviceExports(
  path: string,
  federations: ReadonlyArray<Resource<FederationProps>>,
  own: readonly Manifest[],
): Manifest[] {
  const leaf = federations
    .flatMap(({ spec }) => leavesOf(spec))
    .find(({ endpoint, reach }) => endpoint.path === path && reach === 'clusterset');
  if (leaf === undefined) {
    return [];
  }
  const { endpoint } = leaf;
  return endpoint.services.flatMap((service) => {
    const name = exportedName(endpoint, service);
    return [
      ...(name === service ? [] : own.flatMap((manifest) => copyOf(manifest, service, name))),
      serviceExport({ namespace: endpoint.namespace }, name),
    ];
  });
}

/** The same pods under another name; of another component, so that a monitor does not find them a second time. */
function copyOf(manifest: Manifest, service: string, name: string): Manifest[] {
  const { kind, metadata } = manifest;
  return kind === 'Service' && metadata.name === service
    ? [
        {
          ...manifest,
          metadata: { ...metadata, name, labels: componentLabels(metadata.labels ?? {}, 'federation') },
        },
      ]
    : [];
}
