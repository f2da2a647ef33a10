import { counts, lackedEntries } from './compare';
import { EntryTable, type Entry } from './entry-table';
import { LARGEST_PUSH } from './limits';
import type { MeshState } from './read-state';
import { writeEntries } from './write-state';

const FIRST_CAPACITY = 64 * 1024;

/** Milliseconds between two clearings of what has ended. */
const CLEARING = 600_000;

/**
 * The union of all states that were seen: of each entry the latest.
 *
 * One buffer that grows. What is superseded stays in it until half of it is of no use any more.
 */
export class MeshCopy {
  private bytes: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  private filled = 0;
  private wasted = 0;
  private clearedAt = Number.NEGATIVE_INFINITY;
  private entries = new EntryTable();

  /** Grows whenever something new is taken over. */
  generation = 0;

  get table(): EntryTable {
    return this.entries;
  }

  /** Takes over what is new in a state, and says how many entries that was. */
  take({ bytes, table }: MeshState, now: number): number {
    const news = lackedEntries(this.entries, table, now);
    for (const entry of news) {
      const former = this.entries.get(entry.key);
      this.wasted += former === undefined ? 0 : former.end - former.start;
      this.append(bytes, entry);
    }
    const due = now - this.clearedAt > CLEARING; // groups come and go for as long as we live
    if (due || (this.wasted > this.filled / 2 && this.wasted > FIRST_CAPACITY)) {
      this.compact(now);
    }
    this.generation += news.length > 0 ? 1 : 0;
    return news.length;
  }

  /** What somebody with `own` lacks, as states to push. */
  missing(own: EntryTable, now: number): Uint8Array[] {
    return writeEntries(this.bytes, lackedEntries(own, this.entries, now), LARGEST_PUSH);
  }

  /** All that still counts, as one state: to be written down, and read again by `readState`. */
  snapshot(now: number): Uint8Array {
    const living = [...this.entries].filter((entry) => counts(entry, now));
    return writeEntries(this.bytes, living, Number.POSITIVE_INFINITY)[0] ?? new Uint8Array(0);
  }

  private append(from: Uint8Array, entry: Entry): void {
    const size = entry.end - entry.start;
    if (this.filled + size > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.filled + size));
      larger.set(this.bytes.subarray(0, this.filled));
      this.bytes = larger;
    }
    this.bytes.set(from.subarray(entry.start, entry.end), this.filled);
    this.entries.put({ ...entry, start: this.filled, end: this.filled + size });
    this.filled += size;
  }

  /** Starts anew with what still counts. */
  private compact(now: number): void {
    const { bytes, entries } = this;
    this.clearedAt = now;
    const living = [...entries].filter((entry) => counts(entry, now));
    this.bytes = new Uint8Array(living.reduce((sum, { start, end }) => sum + end - start, FIRST_CAPACITY));
    this.entries = new EntryTable();
    this.filled = 0;
    this.wasted = 0;
    for (const entry of living) {
      this.append(bytes, entry);
    }
  }
}
