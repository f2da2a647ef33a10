import type { Manifest } from '../kubernetes';
import { instances, type Instance, type Program } from './instance';
import { pods } from './pods';

/** Which Prometheus or Alertmanager among manifests is meant. */
export interface InstanceQuery {
  readonly program: Program;

  /** As the constructs have it, `k8s`, or that of the workload, `prometheus-k8s`. */
  readonly name: string;

  /** @default - any */
  readonly namespace?: string | undefined;

  /** @default 0 */
  readonly shard?: number | undefined;
}

/** An object that is not there, that is there more than once, or that does not say what is asked for. */
export class LookupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LookupError';
  }
}

/** All of a program, in a stable order. */
export function findInstances(manifests: readonly Manifest[], program: Program): Instance[] {
  return pods(manifests)
    .flatMap(instances)
    .filter((instance) => instance.program === program)
    .sort((a, b) => (a.object < b.object ? -1 : 1));
}

/** @throws {LookupError} where there is none, or more than one */
export function findInstance(manifests: readonly Manifest[], query: InstanceQuery): Instance {
  const all = findInstances(manifests, query.program);
  const found = all.filter((instance) => isMeant(instance, query));
  const [first] = found;
  if (first === undefined) {
    throw new LookupError(
      `there is no ${describe(query)} (${listed(all, 'there are', 'there is none at all')})`,
    );
  }
  if (found.length > 1) {
    throw new LookupError(
      `${describe(query)} is more than one (${listed(found, 'they are', '')}): name a namespace`,
    );
  }
  return first;
}

/** As it is asked for: `prometheus/k8s`. */
export function shortName({ program, name }: Instance): string {
  return `${program}/${name.startsWith(`${program}-`) ? name.slice(program.length + 1) : name}`;
}

function isMeant(instance: Instance, { program, name, namespace, shard = 0 }: InstanceQuery): boolean {
  const suffix = shard === 0 ? '' : `-shard-${shard}`;
  const names = [`${program}-${name}${suffix}`, `${name}${suffix}`];
  return names.includes(instance.name) && (namespace ?? instance.namespace) === instance.namespace;
}

function describe({ program, name, namespace, shard }: InstanceQuery): string {
  const where = namespace === undefined ? '' : ` in the namespace ${namespace}`;
  return `${program}/${name}${shard === undefined ? '' : ` with a shard ${shard}`}${where}`;
}

function listed(all: readonly Instance[], some: string, none: string): string {
  const names = all.map((instance) => `${shortName(instance)} in ${instance.namespace}`);
  return names.length === 0 ? none : `${some}: ${names.join(', ')}`;
}
