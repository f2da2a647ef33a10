import { isClusterScoped, objectId, type Manifest } from '../kubernetes';
import { changedFields, describeChange, unionOf, type FieldChange } from './fields';

/** What becomes of an object of the API. */
export interface ObjectChange {
  /** `StatefulSet monitoring/prometheus-k8s` */
  readonly object: string;
  readonly change: 'added' | 'removed' | 'changed';

  /** What is different in it; values of Secrets and contents of files are not shown. */
  readonly fields: readonly string[];
}

/** An object of both sides. */
export interface Pair {
  readonly object: string;
  readonly before: Manifest;
  readonly after: Manifest;
}

/** The objects of one side by their names; of two with one name the last is what stays in a cluster. */
export function byObject(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  return new Map(manifests.map((manifest) => [idOf(manifest), manifest]));
}

export function idOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return objectId({ kind, name, namespace: isClusterScoped(kind) ? undefined : (namespace ?? 'default') });
}

/** Every object that is not the same on both sides. */
export function changedObjects(before: readonly Manifest[], after: readonly Manifest[]): ObjectChange[] {
  const [old, now] = [byObject(before), byObject(after)];
  return unionOf(old.keys(), now.keys()).flatMap((object): ObjectChange[] => {
    const [was, is] = [old.get(object), now.get(object)];
    if (was === undefined || is === undefined) {
      return [{ object, change: was === undefined ? 'added' : 'removed', fields: [] }];
    }
    const fields = changedFields(was, is);
    return fields.length === 0
      ? []
      : [{ object, change: 'changed', fields: fields.map((field) => describe(is, field)) }];
  });
}

/** Objects that are on both sides. */
export function pairs(before: readonly Manifest[], after: readonly Manifest[]): Pair[] {
  const old = byObject(before);
  return [...byObject(after)]
    .flatMap(([object, is]) => {
      const was = old.get(object);
      return was === undefined ? [] : [{ object, before: was, after: is }];
    })
    .sort((a, b) => (a.object < b.object ? -1 : 1));
}

const CONTENT = /^(?:data|binaryData|stringData)(?:[.[]|$)/;

function describe({ kind }: Manifest, field: FieldChange): string {
  const isContent = (kind === 'ConfigMap' || kind === 'Secret') && CONTENT.test(field.path);
  if (!isContent) {
    return describeChange(field);
  }
  const what = field.before === undefined ? 'is new' : field.after === undefined ? 'is gone' : 'is different';
  return `${field.path}: ${what}`;
}
