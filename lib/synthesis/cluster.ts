import type { IConstruct } from 'constructs';

/** A cluster that a part of the app is for. */
export interface ClusterFact {
  /** Name, unique in the app. */
  readonly name: string;

  /** Value of the external label `cluster` of everything that leaves a Prometheus there. */
  readonly label: string;
}

const CLUSTERS = new WeakMap<IConstruct, ClusterFact>();

/**
 * Says that a construct and all below it are for a cluster. An app is then compiled cluster by cluster: names are held
 * against each other, definitions are selected, Services and pods are seen inside of a cluster only. What is below no
 * such construct is a cluster of its own, as it is in an app that has no others.
 */
export function inCluster(construct: IConstruct, cluster: ClusterFact): void {
  CLUSTERS.set(construct, cluster);
}

/** The cluster that a construct is for; undefined where it is for the one that has no name. */
export function clusterOf(construct: IConstruct): ClusterFact | undefined {
  for (let each: IConstruct | undefined = construct; each !== undefined; each = each.node.scope) {
    const cluster = CLUSTERS.get(each);
    if (cluster !== undefined) {
      return cluster;
    }
  }
  return undefined;
}

/** The name of the cluster that a construct is for; empty where that has none. */
export function clusterName(construct: IConstruct): string {
  return clusterOf(construct)?.name ?? '';
}

/** Nodes by the names of their clusters, in the order of the tree; the names are sorted. */
export function byCluster<T extends IConstruct>(nodes: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>([['', []]]);
  for (const node of nodes) {
    const name = clusterName(node);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(node);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
