import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ConfigMapFact, PodFact, ServiceFact } from './world';

/** What the user's own objects in the tree say about namespaces, Services, pods and ConfigMaps. */
export interface Observation {
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly services: readonly ServiceFact[];
  readonly pods: readonly PodFact[];
  readonly configMaps: readonly ConfigMapFact[];
}

/** The parts of objects that we read. All may be absent: what users write is not checked before it gets here. */
interface Observed {
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
  };
  readonly data?: Record<string, string>;
  readonly spec?: {
    readonly selector?: Record<string, string>;
    readonly ports?: ServiceFact['ports'];
    readonly template?: {
      readonly metadata?: { readonly labels?: Record<string, string> };
      readonly spec?: ObservedPod;
    };
  } & ObservedPod;
}

interface ObservedPod {
  readonly containers?: ReadonlyArray<{ readonly ports?: PodFact['ports'] }>;

  /** Sidecars among them serve as well. */
  readonly initContainers?: ReadonlyArray<{ readonly ports?: PodFact['ports'] }>;
}

/** Kinds that make pods from a template, with their API groups. */
const POD_OWNERS = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
]);

/** Reads the namespaces, Services, workloads and ConfigMaps among the nodes. */
export function observe(nodes: readonly IConstruct[]): Observation {
  const namespaces = new Map<string, Readonly<Record<string, string>>>();
  const services: ServiceFact[] = [];
  const pods: PodFact[] = [];
  const configMaps: ConfigMapFact[] = [];
  for (const node of nodes) {
    if (!ApiObject.isApiObject(node)) {
      continue;
    }
    // A Knative Service, say, is none of ours: only group and kind together tell what an object is.
    const kind = groupKind(node);
    if (kind === 'Namespace') {
      const { metadata = {} } = node.toJson() as Observed;
      namespaces.set(node.name, metadata.labels ?? {});
    } else if (kind === 'Service') {
      services.push(serviceFact(node.name, node.toJson() as Observed));
    } else if (kind === 'ConfigMap') {
      configMaps.push(configMapFact(node, node.toJson() as Observed));
    } else if (POD_OWNERS.has(kind) || kind === 'Pod') {
      pods.push(podFact(node, node.toJson() as Observed));
    }
  }
  return { namespaces, services, pods, configMaps };
}

/** `apps/Deployment`; kinds of the core group, whose versions have no group before them, by their names alone. */
function groupKind({ apiVersion, kind }: ApiObject): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}

function serviceFact(name: string, { metadata = {}, spec = {} }: Observed): ServiceFact {
  return {
    name,
    namespace: metadata.namespace ?? 'default',
    labels: metadata.labels ?? {},
    ports: spec.ports ?? [],
    ...(spec.selector === undefined ? {} : { podSelector: spec.selector }),
  };
}

function configMapFact(node: ApiObject, { metadata = {}, data = {} }: Observed): ConfigMapFact {
  return {
    name: node.name,
    namespace: metadata.namespace ?? 'default',
    labels: metadata.labels ?? {},
    data,
    path: node.node.path,
  };
}

function podFact(node: ApiObject, { metadata = {}, spec = {} }: Observed): PodFact {
  const namespace = metadata.namespace ?? 'default';
  const pod = node.kind === 'Pod' ? spec : spec.template?.spec;
  const labels = node.kind === 'Pod' ? metadata.labels : spec.template?.metadata?.labels;
  return {
    namespace,
    labels: labels ?? {},
    ports: [...(pod?.containers ?? []), ...(pod?.initContainers ?? [])].flatMap(({ ports = [] }) => ports),
    owner: `${node.kind} ${namespace}/${node.name}`,
  };
}
