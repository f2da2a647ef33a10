import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isClusterScoped, objectId } from '../kubernetes';
import type { Problem } from '../problems';

/** An object that will be written, and the construct that it comes from. */
export interface OwnedName {
  readonly id: string;
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
      owner: node.node.path,
    }));
}

/** Two objects of one kind and name overwrite each other in the cluster; cdk8s does not look. */
export function nameClashes(names: readonly OwnedName[]): Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, owner } of names) {
    const first = owners.get(id);
    if (first === undefined) {
      owners.set(id, owner);
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
