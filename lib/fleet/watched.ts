/** Values of a cluster, and which of them nobody has looked at. */
export interface Watched<Values extends object> {
  readonly values: Partial<Values>;

  /** The names of those that were never read, sorted. */
  readonly unread: () => readonly string[];
}

/**
 * Notes which values are read: a misspelt one, which no template looks for, would otherwise be lost without a word. The
 * copy is plain and frozen; spreading it reads all.
 */
export function watched<Values extends object>(given: Values | undefined): Watched<Values> {
  const unread = new Set(Object.keys(given ?? {}));
  const values = {};
  for (const [key, value] of Object.entries<unknown>(given ?? {})) {
    Object.defineProperty(values, key, {
      enumerable: true,
      get: () => {
        unread.delete(key);
        return value;
      },
    });
  }
  return { values: Object.freeze(values), unread: () => [...unread].sort() };
}
