import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isClusterScoped, objectId } from '../kubernetes';
import type { Problem } from '../problems';
import { clusterName } from './cluster';

/** Something with a name, and the construct that it comes from. */
export interface OwnedName {
  readonly id: string;

  /** API group: kinds of different groups may share a name. */
  readonly group: string;

  /** Name of the cluster that it is in; empty where that has none. */
  readonly cluster: string;
  readonly owner: string;
}

/** An object that will be written. */
export interface OwnedObject extends OwnedName {
  readonly kind: string;
  readonly name: string;
  readonly chart: Chart;
}

/** The names of the objects that users put into the tree themselves. */
export function namesInTree(nodes: readonly IConstruct[]): OwnedObject[] {
  return nodes
    .filter((node): node is ApiObject => ApiObject.isApiObject(node))
    .map((node) => ({
      id: objectId({
        kind: node.kind,
        namespace: isClusterScoped(node.kind) ? undefined : (node.metadata.namespace ?? 'default'),
        name: node.name,
      }),
      group: groupOf(node.apiVersion),
      cluster: clusterName(node),
      owner: node.node.path,
      kind: node.kind,
      name: node.name,
      chart: Chart.of(node),
    }));
}

/** Two objects of one kind and name overwrite each other in the cluster; cdk8s does not look. */
export function nameClashes(names: readonly OwnedName[]): Problem[] {
  return byOwners(clashesBy(names, nameKey)).map(({ clash: [first, { id, owner }], more }) => ({
    severity: 'error',
    code: 'name-clash',
    path: owner,
    complaint: `${id} is written ${first.owner === owner ? 'twice' : `by ${first.owner} as well`}${more}`,
    remedy: 'Give one of the two another `name` or namespace.',
  }));
}

/**
 * Services of one name that workloads of several clusters export: a ClusterSet takes them for one, and who asks for one of them
 * gets any. Of those that users write themselves that may be what is meant.
 */
export function exportClashes(written: readonly OwnedObject[]): Problem[] {
  const exported = written.filter(({ kind }) => kind === 'ServiceExport');
  const clashes = clashesBy(exported, ({ id }) => id).filter(
    ([first, { cluster }]) => first.cluster !== cluster,
  );
  return byOwners(clashes).map(({ clash: [first, { id, owner }], more }) => ({
    severity: 'error',
    code: 'export-clash',
    path: owner,
    complaint: `${id} is written by ${first.owner} as well${more}, in another cluster: a ClusterSet takes Services of one name and namespace for one`,
    remedy: 'Give what is exported in one of the two clusters another `name` or namespace.',
  }));
}

/** What clusters tell objects apart by. */
export function nameKey({ id, group, cluster }: OwnedName): string {
  return `${cluster}/${group}/${id}`;
}

/** Each object with the first one of the same key. */
export function clashesBy<T extends OwnedName>(
  names: readonly T[],
  keyOf: (name: T) => string,
): Array<Clash<T>> {
  const firsts = new Map<string, T>();
  return names.flatMap((name) => {
    const first = firsts.get(keyOf(name));
    if (first === undefined) {
      firsts.set(keyOf(name), name);
      return [];
    }
    return [[first, name] as const];
  });
}

/** Two objects that get in each other's way, the earlier one first. */
export type Clash<T extends OwnedName> = readonly [first: T, second: T];

/** What is said about two owners: one clash, and how many more there are. */
export interface OwnersClash<T extends OwnedName> {
  readonly clash: Clash<T>;

  /** Goes at the end of the complaint. */
  readonly more: string;
}

/**
 * Two workloads of one name share all of theirs: that is one mistake, not eleven. The StatefulSet stands for
 * the others, because it is what people think of.
 */
export function byOwners<T extends OwnedName>(clashes: ReadonlyArray<Clash<T>>): Array<OwnersClash<T>> {
  const pairs = new Map<string, Array<Clash<T>>>();
  for (const clash of clashes) {
    const key = clash.map(({ owner }) => owner).join('\u0000');
    pairs.set(key, [...(pairs.get(key) ?? []), clash]);
  }
  return [...pairs.values()].flatMap((all) => {
    const clash = all.find(([, { id }]) => id.startsWith('StatefulSet ')) ?? all[0];
    return clash === undefined
      ? []
      : [{ clash, more: all.length === 1 ? '' : ` (and ${all.length - 1} more of its objects)` }];
  });
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
