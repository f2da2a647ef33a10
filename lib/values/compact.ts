/** A value of `T`, or an object of the same fields of which any may be undefined. */
export type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/**
 * The object without its undefined fields. With `exactOptionalPropertyTypes` an absent field and an
 * undefined one differ, and YAML would print the latter as null.
 */
export function compact<T extends object>(fields: Loose<T>): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
