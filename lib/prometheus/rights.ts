import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import {
  clusterRights,
  namespacedRights,
  type Account,
  type Manifest,
  type ObjectPlace,
} from '../kubernetes';
import type { KubernetesRole } from '../native/prometheus';
import type { PrometheusNames } from './names';
import type { DiscoveryNeed, TokenNeed } from './needs';

/** An API group and a resource in it, as RBAC names them. */
type ResourceName = readonly [group: string, resource: string];

/** The objects that Prometheus lists and watches for each role: those of the role and those it takes labels from. */
const WATCHED: Readonly<Record<KubernetesRole, readonly ResourceName[]>> = {
  endpointslice: [
    ['discovery.k8s.io', 'endpointslices'],
    ['', 'services'],
    ['', 'pods'],
  ],
  endpoints: [
    ['', 'endpoints'],
    ['', 'services'],
    ['', 'pods'],
  ],
  pod: [['', 'pods']],
  service: [['', 'services']],
  ingress: [['networking.k8s.io', 'ingresses']],
  node: [['', 'nodes']],
};

const CONFIG_MAPS = resourceId(['', 'configmaps']);

/** What a Prometheus must be allowed to do; all of it follows from what it scrapes, and from where rules are found. */
export interface Rights {
  /** Objects to watch, by namespace. */
  readonly namespaces: ReadonlyMap<string, ReadonlySet<string>>;

  /** Objects to watch in the whole cluster. */
  readonly cluster: ReadonlySet<string>;

  /** Paths that its token opens. */
  readonly paths: ReadonlySet<string>;

  /** Whether its token opens the metrics of kubelets. */
  readonly kubelets: boolean;
}

/**
 * Sums up what scrape definitions need, and who looks for ConfigMaps of rules. What is allowed in the whole cluster is not granted again in a namespace.
 */
export function rightsFor(
  discovery: readonly DiscoveryNeed[],
  tokens: readonly TokenNeed[],
  configMaps: readonly string[] | 'all' = [],
): Rights {
  const cluster = new Set<string>();
  const namespaces = new Map<string, Set<string>>();
  for (const { role, namespaces: where, nodes, namespaceMetadata } of discovery) {
    const watched = WATCHED[role].map(resourceId);
    if (where === 'all' || role === 'node') {
      watched.forEach((id) => cluster.add(id));
    } else {
      where.forEach((namespace) => {
        namespaces.set(namespace, new Set([...(namespaces.get(namespace) ?? []), ...watched]));
      });
    }
    if (nodes) {
      cluster.add(resourceId(['', 'nodes']));
    }
    if (namespaceMetadata) {
      cluster.add(resourceId(['', 'namespaces']));
    }
  }
  if (configMaps === 'all') {
    cluster.add(CONFIG_MAPS);
  } else {
    configMaps.forEach((namespace) => {
      namespaces.set(namespace, new Set([...(namespaces.get(namespace) ?? []), CONFIG_MAPS]));
    });
  }
  const narrowed = [...namespaces].map(
    ([namespace, ids]) => [namespace, new Set([...ids].filter((id) => !cluster.has(id)))] as const,
  );
  return {
    namespaces: new Map(narrowed.filter(([, ids]) => ids.size > 0)),
    cluster,
    paths: new Set(tokens.filter(({ kubelet }) => !kubelet).map(({ path }) => path)),
    kubelets: tokens.some(({ kubelet }) => kubelet),
  };
}

/** Whether the pods talk to the API server, or show its token to others. */
export function needsToken({ namespaces, cluster, paths, kubelets }: Rights): boolean {
  return namespaces.size > 0 || cluster.size > 0 || paths.size > 0 || kubelets;
}

/** The Roles and ClusterRoles, and their bindings: a Role in each namespace that is looked at. */
export function rightsManifests(
  rights: Rights,
  place: ObjectPlace,
  names: Pick<PrometheusNames, 'rights' | 'rightsIn'>,
  account: Account,
): Manifest[] {
  const inNamespaces = [...rights.namespaces].flatMap(([namespace, ids]) =>
    namespacedRights({ ...place, namespace }, names.rightsIn(namespace), account, watchRules(ids)),
  );
  const inCluster: PolicyRule[] = [
    ...watchRules(rights.cluster),
    ...(rights.kubelets ? [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] : []),
    ...(rights.paths.size === 0 ? [] : [{ nonResourceURLs: [...rights.paths].sort(), verbs: ['get'] }]),
  ];
  return inCluster.length === 0
    ? inNamespaces
    : [...inNamespaces, ...clusterRights(place.labels, names.rights, account, inCluster)];
}

/** One rule for each API group. Prometheus lists and watches; it never gets a single object. */
function watchRules(ids: ReadonlySet<string>): PolicyRule[] {
  const groups = new Map<string, string[]>();
  for (const id of [...ids].sort()) {
    const [group = '', resource = ''] = id.split('/');
    groups.set(group, [...(groups.get(group) ?? []), resource]);
  }
  return [...groups].map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: ['list', 'watch'],
  }));
}

function resourceId([group, resource]: ResourceName): string {
  return `${group}/${resource}`;
}
