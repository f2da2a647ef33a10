import type { JsonPatch } from 'cdk8s';
import { objectId, type Manifest } from '../kubernetes';
import type { Problem } from '../problems';

/** An object that we write, by what it is called in the cluster. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;

  /** Needed where objects of one kind and name are in several namespaces. */
  readonly namespace?: string;
}

/** A change of a finished object, for what has no prop. */
export interface ObjectPatch {
  readonly object: ObjectReference;
  readonly operations: readonly JsonPatch[];
}

/** The operations that are meant for a manifest. */
export function operationsFor(patches: readonly ObjectPatch[], manifest: Manifest): JsonPatch[] {
  return patches.filter(({ object }) => means(object, manifest)).flatMap(({ operations }) => operations);
}

/** A patch that finds nothing to change would be lost without a word. */
export function strayPatches(patches: readonly ObjectPatch[], manifests: readonly Manifest[]): Problem[] {
  return patches
    .filter(({ object }) => !manifests.some((manifest) => means(object, manifest)))
    .map(({ object }) => ({
      severity: 'error',
      code: 'stray-patch',
      path: 'patch',
      value: objectId(object),
      complaint: 'is not an object that the constructs of this app write',
      remedy: `Of this kind they write: ${namesOf(object.kind, manifests)}.`,
    }));
}

function means({ kind, name, namespace }: ObjectReference, manifest: Manifest): boolean {
  return (
    manifest.kind === kind &&
    manifest.metadata.name === name &&
    (namespace === undefined || manifest.metadata.namespace === namespace)
  );
}

function namesOf(kind: string, manifests: readonly Manifest[]): string {
  const names = manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name);
  return [...new Set(names)].sort().join(', ') || 'none';
}
