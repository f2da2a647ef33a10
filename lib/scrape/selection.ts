import type { Where } from '../problems';
import { describeResource, type Resource, type ResourceKind, type World } from '../synthesis';
import { matchesLabels, requirements, type LabelSelector } from './selector';

/** How a workload chooses resources of one kind. */
export interface Choice {
  readonly kind: ResourceKind;

  /** The prop that holds the selector. */
  readonly prop: string;

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

/**
 * Reports a selector that asks for labels which no resource of the app has: a misspelt one scrapes nothing, and nobody
 * would hear of it. One that takes everything may find nothing.
 */
export function checkSelects(where: Where, choice: Choice, own: string, world: World): void {
  const { kind, prop, selector } = choice;
  const asks = selector !== undefined && requirements(selector).length > 0;
  if (asks && select({ ...choice, references: [] }, own, world).length === 0) {
    where.at(prop).warning({
      code: 'selects-nothing',
      value: selector,
      complaint: `selects no ${kind} of the app`,
      remedy: 'Compare labels and namespaces with those of the constructs that are meant, or leave it out.',
    });
  }
}

/**
 * The resources of constructs that were handed over by reference. Reports what is no construct of the kind
 * in this app: it would never be taken, and nobody would hear of it.
 */
export function readReferences(where: Where, kind: ResourceKind, given: unknown, world: World): Resource[] {
  if (given === undefined) {
    return [];
  }
  if (!Array.isArray(given)) {
    where.error({
      code: 'wrong-reference',
      complaint: `is ${describeGiven(given)}, not a list of constructs of the kind ${kind}`,
    });
    return [];
  }
  const inApp = new Set(world.resources);
  return (given as unknown[]).flatMap((construct, index) => {
    const resource = resourceOf(construct);
    const wrong = resource?.kind !== kind;
    if (wrong || !inApp.has(resource)) {
      where.at(index).error({
        code: 'wrong-reference',
        complaint: wrong
          ? `is ${describeGiven(construct)}, not a ${kind}`
          : `is ${describeGiven(construct)}, which is not in the app, or not for the cluster, of this Prometheus`,
        remedy: wrong
          ? `Hand over a construct, \`new ${kind}(…)\`, of this app.`
          : 'Define it in the tree of the same `App`, and below the same cluster of a fleet.',
      });
      return [];
    }
    return [resource];
  });
}

function resourceOf(construct: unknown): Resource | undefined {
  const { resource } = (construct ?? {}) as { readonly resource?: Partial<Resource> | null };
  return typeof resource?.kind === 'string' ? (resource as Resource) : undefined;
}

/** In a few words: a construct holds the whole app. */
function describeGiven(given: unknown): string {
  const resource = resourceOf(given);
  if (resource !== undefined) {
    return describeResource(resource);
  }
  if (typeof given === 'object' && given !== null) {
    const { constructor: made } = given as { readonly constructor?: { readonly name: string } };
    return `an object of ${made?.name ?? 'no class'}`;
  }
  return typeof given === 'string' ? JSON.stringify(given) : String(given);
}
