import { componentLabels, POD_NAME_LABEL, serviceExport, type Manifest } from '../kubernetes';
import { reachedNames } from './address';
import { exportedName } from './exported-name';
import type { Leaf } from './leaves';

/**
 * What makes a Prometheus known in other clusters, where somebody is there who asks it or writes to it.
 *
 * @param reached those who do, see `servedLeaves`
 * @param own the objects of the Prometheus, its Services among them
 */
export function serviceExports(reached: readonly Leaf[], own: readonly Manifest[]): Manifest[] {
  const exported = new Map(
    reached
      .filter(({ reach }) => reach === 'clusterset')
      .flatMap((leaf) => reachedNames(leaf).map((each) => [each, leaf.server] as const)),
  );
  return [...exported].flatMap(([name, server]) => {
    const outside = exportedName(server, name);
    const isPod = !server.services.includes(name);
    const [service = ''] = isPod ? server.services : [name];
    return [
      ...(outside === service
        ? []
        : own.flatMap((manifest) => copyOf(manifest, service, outside, isPod ? name : undefined))),
      serviceExport({ namespace: server.namespace }, outside),
    ];
  });
}

/**
 * The same pods under another name; of another component, so that a monitor does not find them a second time.
 *
 * @param pod the only one that is meant
 */
function copyOf(manifest: Manifest, service: string, name: string, pod: string | undefined): Manifest[] {
  const { kind, metadata } = manifest;
  if (kind !== 'Service' || metadata.name !== service) {
    return [];
  }
  const spec = manifest.spec as { readonly selector: Readonly<Record<string, string>> };
  return [
    {
      ...manifest,
      metadata: { ...metadata, name, labels: componentLabels(metadata.labels ?? {}, 'federation') },
      ...(pod === undefined
        ? {}
        : { spec: { ...spec, selector: { ...spec.selector, [POD_NAME_LABEL]: pod } } }),
    },
  ];
}
