import type { Container } from 'kubernetes-types/core/v1';
import type { Manifest } from '../kubernetes';
import { imageName, instances, pods, words, type Instance, type Pod } from '../manifests';
import type { NodeKind } from './model';
import { count } from './words';

/** A container that has a place in the topology. */
export interface Program {
  readonly kind: NodeKind;

  /** `monitoring/k8s`; shards of one Prometheus have the same. */
  readonly name: string;
  readonly pod: Pod;
  readonly container: Container;

  /** Where it is a Prometheus or an Alertmanager. */
  readonly instance?: Instance;

  /** Of a Prometheus with shards. */
  readonly shard?: number;
}

/** By the commands of Thanos. */
const THANOS: Readonly<Record<string, NodeKind>> = {
  sidecar: 'sidecar',
  query: 'query',
  'query-frontend': 'query-frontend',
  rule: 'ruler',
  store: 'store',
  compact: 'compactor',
};

/** Beginnings of the names of workloads, which say the kind once more. */
const PREFIX = /^(prometheus|alertmanager|grafana|thanos-(?:query-frontend|query|ruler|store|compactor))-/;

/** All programs of the manifests. */
export function programs(manifests: readonly Manifest[]): Program[] {
  const all = pods(manifests);
  const names = new Set(all.map(({ namespace, name }) => `${namespace}/${name}`));
  return all.flatMap((pod) => {
    const [, base = pod.name, shard] = /^(.+)-shard-(\d+)$/.exec(pod.name) ?? [];
    const isShard = shard !== undefined && names.has(`${pod.namespace}/${base}`);
    const workload = isShard ? base : pod.name;
    const name = `${pod.namespace}/${workload.replace(PREFIX, '')}`;
    const own = instances(pod);
    return pod.spec.containers.flatMap((container): Program[] => {
      const instance = own.find((each) => each.container === container);
      const kind = instance?.program ?? kindOf(container);
      return kind === undefined
        ? []
        : [
            {
              kind,
              name,
              pod,
              container,
              ...(instance === undefined ? {} : { instance }),
              ...(isShard ? { shard: Number(shard) } : {}),
            },
          ];
    });
  });
}

/** `2 replicas`: nothing where the manifest leaves it to others, as a DaemonSet does. */
export function replicas(manifests: readonly Manifest[], { pod }: Program): string[] {
  const kind = pod.object.split(' ')[0];
  const found = manifests.find(
    (each) =>
      each.kind === kind &&
      each.metadata.name === pod.name &&
      (each.metadata.namespace ?? 'default') === pod.namespace,
  ) as (Manifest & { readonly spec?: { readonly replicas?: number } }) | undefined;
  return found?.spec?.replicas === undefined
    ? kind === 'DaemonSet'
      ? ['one on each node']
      : []
    : [count(found.spec.replicas, 'replica')];
}

function kindOf(container: Container): NodeKind | undefined {
  const all = words(container);
  if (container.name === 'grafana' || /^grafana(-oss|-enterprise)?$/.test(imageName(container.image))) {
    return 'grafana';
  }
  if (container.name === 'companion' && all.some((word) => word === 'controller' || word === 'rollout')) {
    return 'companion';
  }
  if (imageName(container.image) === 'thanos' || container.name.startsWith('thanos-')) {
    return THANOS[all.find((word) => word in THANOS) ?? ''];
  }
  return undefined;
}
