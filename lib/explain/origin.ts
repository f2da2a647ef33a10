import type { KubernetesRole, KubernetesSdConfig, ScrapeConfig } from '../native/prometheus';
import type { Labels } from '../relabel';

/** Which discovery has found a target, as far as its labels tell. */
export interface Origin {
  /** As in the names of the fields: `kubernetes`, `consul`. Undefined where there is no label of a discovery. */
  readonly discovery: string | undefined;

  /** Of Kubernetes. */
  readonly role?: KubernetesRole;
}

/** By their labels; the first that a target has. Those of a pod come along with its Service, for example. */
const ROLES: ReadonlyArray<readonly [prefix: string, role: KubernetesRole]> = [
  ['__meta_kubernetes_endpointslice_', 'endpointslice'],
  ['__meta_kubernetes_endpoint', 'endpoints'],
  ['__meta_kubernetes_ingress_', 'ingress'],
  ['__meta_kubernetes_service_', 'service'],
  ['__meta_kubernetes_pod_', 'pod'],
  ['__meta_kubernetes_node_', 'node'],
];

/** Discoveries whose labels do not begin with their name. */
const OTHER_PREFIXES: Readonly<Record<string, string>> = {
  filepath: 'file',
  url: 'http',
};

/** Discoveries of which the labels say the service, not the discovery. */
const AWS = new Set(['ec2', 'ecs', 'lightsail', 'msk', 'rds', 'elasticache']);

export function originOf(labels: Labels): Origin {
  const names = Object.keys(labels);
  const meta = names.find((name) => name.startsWith('__meta_'));
  const word = meta?.split('_')[3];
  const discovery = word === undefined ? undefined : (OTHER_PREFIXES[word] ?? word);
  const role = ROLES.find(([prefix]) => names.some((name) => name.startsWith(prefix)))?.[1];
  return { discovery, ...(discovery === 'kubernetes' && role !== undefined ? { role } : {}) };
}

/** `kubernetes, role pod`. */
export function describeOrigin({ discovery, role }: Origin): string {
  return `${discovery ?? 'static_configs'}${role === undefined ? '' : `, role ${role}`}`;
}

/**
 * Why a job cannot have discovered a target of this origin; undefined where it can. Selectors of a discovery
 * are not looked at: they speak of objects, not of labels.
 */
export function discoveryObstacle(job: ScrapeConfig, labels: Labels): string | undefined {
  const origin = originOf(labels);
  const own = discoveries(job);
  if (origin.discovery === undefined) {
    return staticObstacle(job, labels, own);
  }
  const { discovery } = origin;
  const fits = own.some((name) => name === discovery || (name === 'aws' && AWS.has(discovery)));
  if (!fits) {
    return `it looks for targets in ${own.join(', ') || 'nothing'}`;
  }
  return discovery === 'kubernetes'
    ? kubernetesObstacle(job.kubernetes_sd_configs ?? [], origin, labels)
    : undefined;
}

/** The names of a job's discoveries; what is written down comes as `static_configs`. */
function discoveries(job: ScrapeConfig): string[] {
  return Object.keys(job).flatMap((field) => {
    const name = /^(\w+)_sd_configs$/.exec(field)?.[1];
    return field === 'static_configs' ? [field] : (name ?? []);
  });
}

/** Files and HTTP endpoints have the labels that somebody writes into them. */
function staticObstacle(job: ScrapeConfig, labels: Labels, own: readonly string[]): string | undefined {
  if (own.includes('file') || own.includes('http')) {
    return undefined;
  }
  const targets = (job.static_configs ?? []).flatMap((group) => group.targets ?? []);
  if (targets.length === 0) {
    return `it looks for targets in ${own.join(', ') || 'nothing'}`;
  }
  const address = labels.__address__;
  return address === undefined || targets.includes(address)
    ? undefined
    : `its static_configs have ${some(targets)}`;
}

function kubernetesObstacle(
  configs: readonly KubernetesSdConfig[],
  { role }: Origin,
  labels: Labels,
): string | undefined {
  const ofRole = configs.filter((config) => role === undefined || config.role === role);
  if (ofRole.length === 0) {
    const roles = new Set(configs.map((config) => config.role));
    return `it looks for kubernetes, role ${[...roles].join(', ')}`;
  }
  const namespace = labels.__meta_kubernetes_namespace;
  const isSeen = ({ namespaces: { names = [], own_namespace = false } = {} }: KubernetesSdConfig): boolean =>
    namespace === undefined || names.length === 0 || own_namespace || names.includes(namespace);
  if (ofRole.some(isSeen)) {
    return undefined;
  }
  const names = new Set(ofRole.flatMap(({ namespaces }) => namespaces?.names ?? []));
  return `it looks into the namespace ${some([...names])} only`;
}

function some(names: readonly string[]): string {
  return names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
