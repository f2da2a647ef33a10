import type { Path, SchemaFinding } from './finding';
import { resolved } from './kinds';
import type { Schema } from './schema';
import { isObject } from './values';

/** Items of a list that must differ and do not. */
export function checkRepeated(items: readonly unknown[], schema: Schema, path: Path): SchemaFinding[] {
  if (schema.set !== true && schema.keys === undefined) {
    return [];
  }
  const first = new Map<string, number>();
  return items.flatMap((item, index): SchemaFinding[] => {
    const key = schema.keys === undefined ? canonical(item) : keyOf(item, schema, schema.keys);
    if (key === undefined) {
      return [];
    }
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    return [
      {
        path: [...path, index],
        code: 'repeated',
        value: item,
        complaint: `${schema.keys === undefined ? 'is the same' : `has the same ${schema.keys.join(' and ')}`} as item ${earlier}`,
        remedy: 'Items of this list must differ in that: remove one of the two.',
      },
    ];
  });
}

/** Absent fields count as their default; what has neither is a fault of another kind. */
function keyOf(item: unknown, schema: Schema, keys: readonly string[]): string | undefined {
  const { properties = {} } = schema.items === undefined ? {} : resolved(schema.items);
  const fields = isObject(item) ? item : {};
  const values = keys.map((key) => {
    const property = properties[key];
    return fields[key] ?? (property === undefined ? undefined : resolved(property).default);
  });
  return values.includes(undefined) ? undefined : canonical(values);
}

/** The same text for values that are equal, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
