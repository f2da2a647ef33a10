import type { Path, PlainObject } from '../schema';

/**
 * A spec without fields that nobody knows, which are errors already: what else is wrong with it is to be found in
 * the same run.
 *
 * @param unknown paths from the object, beginning with `spec`
 */
export function knownFields(spec: PlainObject, unknown: readonly Path[]): PlainObject {
  if (unknown.length === 0) {
    return spec;
  }
  const copy = structuredClone(spec);
  for (const path of unknown) {
    const parent = path.slice(1, -1).reduce<unknown>(child, copy);
    if (typeof parent === 'object' && parent !== null) {
      Reflect.deleteProperty(parent, path.at(-1) ?? '');
    }
  }
  return copy;
}

function child(value: unknown, key: string | number): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[key];
}
