/** Items by what a function says of each, both in the order in which they come. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const result = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = result.get(key);
    if (known === undefined) {
      result.set(key, [item]);
    } else {
      known.push(item);
    }
  }
  return result;
}
