import { componentLabels, POD_NAME_LABEL, service, serviceExport, type Manifest } from '../kubernetes';
import { reachedNames } from './address';
import type { FederationEndpoint } from './endpoint';
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
    const [inside = ''] = isPod ? server.services : [name];
    return [
      ...(outside === inside
        ? []
        : copies(own, server, { service: inside, outside, pod: isPod ? name : undefined })),
      serviceExport({ namespace: server.namespace }, outside),
    ];
  });
}

interface Copied {
  readonly service: string;

  /** What it is called outside. */
  readonly outside: string;

  /** The only pod that is meant. */
  readonly pod: string | undefined;
}

/** The same pods under another name. */
function copies(own: readonly Manifest[], server: FederationEndpoint, copied: Copied): Manifest[] {
  const found = own.find(({ kind, metadata }) => kind === 'Service' && metadata.name === copied.service);
  return [found === undefined ? serviceOf(server, copied) : copyOf(found, copied)];
}

/** Of another component, so that a monitor does not find them a second time. */
function copyOf(manifest: Manifest, { outside, pod }: Copied): Manifest {
  const { metadata } = manifest;
  const spec = manifest.spec as { readonly selector: Readonly<Record<string, string>> };
  return {
    ...manifest,
    metadata: { ...metadata, name: outside, labels: componentLabels(metadata.labels ?? {}, 'federation') },
    ...(pod === undefined
      ? {}
      : { spec: { ...spec, selector: { ...spec.selector, [POD_NAME_LABEL]: pod } } }),
  };
}

/** The Query of a view is a workload of its own, whose Service is not among the objects of the Prometheus. */
function serviceOf({ namespace, pods, port }: FederationEndpoint, { outside }: Copied): Manifest {
  const { podSelector: selector } = pods;
  return service({ namespace, labels: componentLabels(selector, 'federation') }, outside, {
    selector,
    ports: [{ name: 'grpc', port, targetPort: port }],
  });
}
