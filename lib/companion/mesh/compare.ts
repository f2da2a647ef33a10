import type { Entry, EntryKind, EntryTable } from './entry-table';

/**
 * Milliseconds before its end from which on an entry does not count any more. Each instance goes by its own clock,
 * and one that is fast has dropped it already.
 */
const EXPIRY_MARGIN = 10_000;

/**
 * The entries of `reference` that somebody with `own` lacks: it has none of that key, or a former one.
 *
 * Compares times and never bytes, since newer versions add fields as they read. What nobody takes, because it is not
 * sound or about to end, is not lacked.
 *
 * @param now milliseconds since 1970
 */
export function lackedEntries(own: EntryTable, reference: EntryTable, now: number): Entry[] {
  return [...eachLacked(own, reference, now)];
}

/** The same, one after the other: a new instance lacks all that there is. */
export function eachLacked(own: EntryTable, reference: EntryTable, now: number): Iterable<Entry> {
  return reference.lackedBy(own, now + EXPIRY_MARGIN);
}

/** Whether an entry is to be had by every instance. */
export function counts({ sound, expires }: Entry, now: number): boolean {
  return sound && expires > now + EXPIRY_MARGIN;
}

/** How many entries of each kind still count. */
export function census(table: EntryTable, now: number): Record<EntryKind, number> {
  const found = { sil: 0, nfl: 0 };
  for (const entry of table) {
    found[entry.kind] += counts(entry, now) ? 1 : 0;
  }
  return found;
}
