import type { Fields } from './corpus';

/** Changes every object of a tree, the inner ones first. */
export function deep<T>(value: T, change: (fields: Fields) => Fields): T {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => deep(item, change)) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return change(mapFields(value as Fields, (_, inner) => deep(inner, change))) as T;
}

/** The same fields with other values; undefined takes one out. */
export function mapFields(fields: Fields, change: (key: string, value: unknown) => unknown): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([key, value]) => [key, change(key, value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** The same fields under other names or with other values. */
export function mapEntries(
  fields: Fields,
  change: (key: string, value: unknown) => readonly [string, unknown],
): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => change(key, value)));
}

/** Without a field, where its value is such. */
export function without(
  fields: Fields,
  field: string,
  matches: (value: unknown) => boolean = () => true,
): Fields {
  return field in fields && matches(fields[field])
    ? mapFields(fields, (key, value) => (key === field ? undefined : value))
    : fields;
}

/** A text, or the empty one for what is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Equal as data, whatever the order of the keys. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The same data, with its keys in one order. */
export function sorted<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(sorted) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner as unknown)])) as T;
}

/** An object that is no list. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
