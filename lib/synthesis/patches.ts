import { JsonPatch } from 'cdk8s';
import { objectId, type Manifest } from '../kubernetes';
import type { Problem } from '../problems';

/** An object that we write, by what it is called in the cluster. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;

  /** Needed where objects of one kind and name are in several namespaces. */
  readonly namespace?: string;

  /** The cluster of a fleet; the patch is for all where none is named. */
  readonly cluster?: string;
}

/** A change of a finished object, for what has no prop. */
export interface ObjectPatch {
  readonly object: ObjectReference;
  readonly operations: readonly JsonPatch[];
}

/** A manifest after its patches, and what was wrong with these. */
export interface Patched {
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
}

/**
 * Applies the operations that are meant for a manifest, one by one: one that cannot be applied is left
 * out, so that those after it are judged as well. Manifests that nobody patches stay the very same.
 */
export function applyPatches(patches: readonly ObjectPatch[], manifest: Manifest): Patched {
  const operations = patches
    .filter(({ object }) => means(object, manifest))
    .flatMap((patch) => patch.operations);
  const { kind, metadata } = manifest;
  const subject = objectId({ kind, namespace: metadata.namespace, name: metadata.name });
  return operations.reduce<Patched>(
    (before, operation) => {
      const after = applyOperation(before.manifest, operation);
      return typeof after === 'string'
        ? { ...before, problems: [...before.problems, strayOperation(subject, operation, after)] }
        : { ...before, manifest: after };
    },
    { manifest, problems: [] },
  );
}

/** The part of an operation that messages show; cdk8s gives it out under a name of its own only. */
interface Operation {
  readonly op: string;
  readonly path: string;
}

/** The manifest that an operation makes, or why it makes none. */
function applyOperation(manifest: Manifest, operation: JsonPatch): Manifest | string {
  // cdk8s changes the document that it is given, and parts of ours are shared with other objects.
  const before = plain(manifest);
  const { op } = operation._toJson() as Operation;
  const after = resultOf(() => plain(JsonPatch.apply(plain(before), operation)));
  if (after === undefined) {
    return op === 'test' ? 'does not hold' : `is not a place where "${op}" is possible`;
  }
  // A test is there to change nothing.
  if (op !== 'test' && JSON.stringify(after) === JSON.stringify(before)) {
    return `is not changed by "${op}"`;
  }
  return isManifest(after) ? after : `is left by "${op}" without apiVersion, kind or name of the object`;
}

function strayOperation(subject: string, operation: JsonPatch, complaint: string): Problem {
  return {
    severity: 'error',
    code: 'stray-patch',
    path: 'patch',
    subject,
    field: (operation._toJson() as Operation).path,
    complaint,
    remedy: 'Compare the path with the object as it is written without the patch.',
  };
}

/** A copy as cdk8s writes it: without the fields that have no value. */
function plain(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document, (_, value: unknown) => value ?? undefined));
}

function resultOf<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    // JSON patches throw whatever the access throws, with the whole document in the message.
    return undefined;
  }
}

function isManifest(document: unknown): document is Manifest {
  const { apiVersion, kind, metadata } = document as Partial<Manifest>;
  return [apiVersion, kind, metadata?.name].every((part) => typeof part === 'string' && part !== '');
}

/** A patch that finds nothing to change would be lost without a word. */
export function strayPatches(patches: readonly ObjectPatch[], written: readonly InCluster[]): Problem[] {
  return patches
    .filter(({ object }) => !inReach(object, written).some((manifest) => means(object, manifest)))
    .map(({ object }) => ({
      severity: 'error',
      code: 'stray-patch',
      path: 'patch',
      value: objectId(object),
      complaint: `is not an object that the constructs of this app write${object.cluster === undefined ? '' : ` for the cluster "${object.cluster}"`}`,
      remedy: `Of this kind they write: ${namesOf(object.kind, inReach(object, written))}.`,
    }));
}

/** A manifest and the name of its cluster. */
interface InCluster {
  readonly manifest: Manifest;
  readonly cluster: string;
}

/** Whether an object may be of the cluster. */
export function isOfCluster(object: ObjectReference, cluster: string): boolean {
  return object.cluster === undefined || object.cluster === cluster;
}

function inReach(object: ObjectReference, written: readonly InCluster[]): Manifest[] {
  return written.filter(({ cluster }) => isOfCluster(object, cluster)).map(({ manifest }) => manifest);
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
