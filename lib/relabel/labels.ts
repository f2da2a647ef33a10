import type { Labels } from '../native/prometheus';

export type { Labels };

/**
 * A label set while it is worked on. A map, not an object: `constructor` and `__proto__` are names of labels
 * as good as any other.
 */
export type LabelMap = Map<string, string>;

/** Labels without a value are left out: upstream, too, they are the same as none. */
export function toMap(labels: Labels): LabelMap {
  return new Map(Object.entries(labels).filter(([, value]) => value !== ''));
}

/** Sorted by name, as Prometheus shows them. */
export function toLabels(map: ReadonlyMap<string, string>): Labels {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes a label; without a value it is removed. */
export function setLabel(map: LabelMap, name: string, value: string): void {
  if (value === '') {
    map.delete(name);
  } else {
    map.set(name, value);
  }
}
