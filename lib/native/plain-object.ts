/**
 * Whether it is an object that only holds data: no construct, no `Size`, no list. Told by the depth of its prototypes
 * and not by their identity: Jest has a second realm, where clones come from.
 */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
