import type { Resource, ResourceKind, World } from '../synthesis';
import { matchesLabels, type LabelSelector } from './selector';

/** How a workload chooses resources of one kind. */
export interface Choice {
  readonly kind: ResourceKind;

  /** Taken whatever their labels. */
  readonly references: readonly Resource[];

  /** Absent: none is taken by its labels; `{}`: all are. As the operator has it. */
  readonly selector?: LabelSelector | undefined;

  /** Labels of namespaces. Absent: the workload's own namespace only; `{}`: all. As the operator has it. */
  readonly namespaceSelector?: LabelSelector | undefined;
}

/** The label that every namespace has, whether the app defines it or not. */
const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** The resources that a workload in namespace `own` takes, sorted by namespace and name as the world is. */
export function select(choice: Choice, own: string, world: World): Resource[] {
  const { kind, selector, namespaceSelector } = choice;
  const references = new Set(choice.references);
  const inNamespace = (namespace: string): boolean =>
    namespaceSelector === undefined
      ? namespace === own
      : matchesLabels(namespaceSelector, {
          ...world.namespaces.get(namespace),
          [NAMESPACE_NAME_LABEL]: namespace,
        });
  return world.resources.filter(
    (resource) =>
      resource.kind === kind &&
      (references.has(resource) ||
        (selector !== undefined &&
          matchesLabels(selector, resource.labels) &&
          inNamespace(resource.namespace))),
  );
}
