import { crc32 } from 'node:zlib';
import { counts, eachLacked, lackedEntries } from './compare';
import { EntryTable, type Entry } from './entry-table';
import { LARGEST_PUSH } from './limits';
import type { KnownEntries, MeshState } from './read-state';
import { writeEntries } from './write-state';

const FIRST_CAPACITY = 64 * 1024;

/** Milliseconds between two clearings of what has ended. */
const CLEARING = 600_000;

/**
 * The union of all states that were seen: of each entry the latest.
 *
 * One buffer that grows. What is superseded stays in it until half of it is of no use any more.
 *
 * It knows its entries by their bytes, too: instances of one mesh hold the same, and hold it still at the next look,
 * so that most of what comes has been decoded before.
 */
export class MeshCopy implements KnownEntries {
  private bytes: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  private filled = 0;
  private wasted = 0;
  private clearedAt: number | undefined;
  private entries = new EntryTable();

  /** Keys of entries by the checksums of their bytes; of several with the same checksum one. */
  private keys = new Map<number, string>();

  /** Grows whenever something new is taken over. */
  generation = 0;

  get table(): EntryTable {
    return this.entries;
  }

  /** Takes over what is new in a state, and says how many entries that was. */
  take({ bytes, table }: MeshState, now: number): number {
    if (this.filled === 0 && bytes.length > this.bytes.length) {
      this.bytes = new Uint8Array(bytes.length); // the first one is mostly all that there is
    }
    let news = 0;
    for (const entry of eachLacked(this.entries, table, now)) {
      news += 1;
      const former = this.entries.get(entry.key);
      this.wasted += former === undefined ? 0 : former.end - former.start;
      this.append(bytes, entry);
    }
    this.clearedAt ??= now;
    const due = now - this.clearedAt > CLEARING; // groups come and go for as long as we live
    if (due || (this.wasted > this.filled / 2 && this.wasted > FIRST_CAPACITY)) {
      this.compact(now);
    }
    this.generation += news > 0 ? 1 : 0;
    return news;
  }

  recall(message: Uint8Array): Entry | undefined {
    const entry = this.entries.get(this.keys.get(crc32(message)) ?? '');
    return entry !== undefined && Buffer.compare(message, this.view(entry)) === 0 ? entry : undefined;
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
    const kept = { ...entry, start: this.filled, end: this.filled + size };
    this.entries.put(kept);
    this.keys.set(crc32(this.view(kept)), entry.key);
    this.filled += size;
  }

  private view({ start, end }: Entry): Uint8Array {
    return this.bytes.subarray(start, end);
  }

  /** Starts anew with what still counts. */
  private compact(now: number): void {
    const { bytes, entries } = this;
    this.clearedAt = now;
    const living = [...entries].filter((entry) => counts(entry, now));
    this.bytes = new Uint8Array(living.reduce((sum, { start, end }) => sum + end - start, FIRST_CAPACITY));
    this.entries = new EntryTable();
    this.keys = new Map();
    this.filled = 0;
    this.wasted = 0;
    for (const entry of living) {
      this.append(bytes, entry);
    }
  }
}
