import type { Where } from '../problems';
import { checkChoice, isDnsSubdomain } from '../values';

/**
 * How the objects of a cluster get there: `ManifestWork` of Open Cluster Management and `Work` of Karmada carry each of them to the
 * cluster of that name, and are what is applied, to the control plane.
 */
export type Delivery = 'ManifestWork' | 'Work';

/** An API object as it is written. */
export interface DeliveredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

interface Carrier {
  readonly apiVersion: string;

  /** The namespace of the control plane whose objects go to a cluster. */
  readonly namespaceOf: (cluster: string) => string;

  /** The largest manifest, in bytes of JSON. */
  readonly limit: number;
}

const CARRIERS: Readonly<Record<Delivery, Carrier>> = {
  ManifestWork: {
    apiVersion: 'work.open-cluster-management.io/v1',
    namespaceOf: (cluster) => cluster,
    // The admission webhook refuses more, unless its own limit is raised.
    limit: 50 * 1024,
  },
  Work: {
    apiVersion: 'work.karmada.io/v1alpha1',
    namespaceOf: (cluster) => `karmada-es-${cluster}`,
    // What etcd takes, with room for what the control plane adds.
    limit: 1024 * 1024,
  },
};

/** Reports a delivery that there is not. */
export function checkDelivery(where: Where, delivery: Delivery | undefined): void {
  checkChoice(where, delivery, Object.keys(CARRIERS));
}

/**
 * Each object in a carrier of its own, so that it never moves from one to another: while it moves, the agent in the cluster would
 * delete it.
 */
export function delivered(
  delivery: Delivery | undefined,
  cluster: string,
  objects: readonly DeliveredObject[],
): readonly object[] {
  if (delivery === undefined) {
    return objects;
  }
  const { apiVersion, namespaceOf } = CARRIERS[delivery];
  return objects.map((object) => ({
    apiVersion,
    kind: delivery,
    metadata: { name: carrierName(object), namespace: namespaceOf(cluster) },
    spec: { workload: { manifests: [object] } },
  }));
}

/** What would be refused, in words. */
export function deliveryFaults(
  delivery: Delivery | undefined,
  objects: readonly DeliveredObject[],
): string[] {
  if (delivery === undefined) {
    return [];
  }
  const { limit } = CARRIERS[delivery];
  const names = new Set<string>();
  return objects.flatMap((object) => {
    const name = carrierName(object);
    const bytes = Buffer.byteLength(JSON.stringify(object));
    const faults = [
      ...(names.has(name) ? [`would be the second ${delivery} ${name}: rename it`] : []),
      ...(isDnsSubdomain(name) ? [] : [`would be the ${delivery} ${name}, which is no name`]),
      ...(bytes > limit
        ? [
            `has ${bytes} bytes, and a ${delivery} takes ${limit}: divide its content, or deliver it in another way`,
          ]
        : []),
    ];
    names.add(name);
    return faults.map((fault) => `${object.kind} ${object.metadata.name} ${fault}`);
  });
}

function carrierName({ kind, metadata: { name, namespace } }: DeliveredObject): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name]
    .join('.')
    .toLowerCase()
    .replace(/[^-.a-z0-9]/g, '-');
}
