import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isClusterScoped, objectId } from '../kubernetes';
import type { Problem } from '../problems';

/** An object that will be written, and the construct that it comes from. */
export interface OwnedName {
  readonly id: string;

  /** API group: kinds of different groups may share a name. */
  readonly group: string;
  readonly owner: string;
}

/** The names of the objects that users put into the tree themselves. */
export function namesInTree(nodes: readonly IConstruct[]): OwnedName[] {
  return nodes
    .filter((node): node is ApiObject => ApiObject.isApiObject(node))
    .map((node) => ({
      id: objectId({
        kind: node.kind,
        namespace: isClusterScoped(node.kind) ? undefined : (node.metadata.namespace ?? 'default'),
        name: node.name,
      }),
      group: groupOf(node.apiVersion),
      owner: node.node.path,
    }));
}

/** Two objects of one kind and name overwrite each other in the cluster; cdk8s does not look. */
export function nameClashes(names: readonly OwnedName[]): Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, group, owner } of names) {
    const key = `${group}/${id}`;
    const first = owners.get(key);
    if (first === undefined) {
      owners.set(key, owner);
    } else {
      problems.push({
        severity: 'error',
        code: 'name-clash',
        path: owner,
        complaint: `${id} is written by ${first} as well`,
        remedy: 'Give one of the two another `name` or namespace.',
      });
    }
  }
  return problems;
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
