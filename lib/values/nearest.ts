import { closest, distance } from 'fastest-levenshtein';

/** The name that was probably meant: at most two letters, or a third of them, are wrong. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const best = names.length === 0 ? undefined : closest(name, names);
  const tolerated = Math.max(2, Math.floor(name.length / 3));
  return best !== undefined && distance(name, best) <= tolerated ? best : undefined;
}
