/** What is known of one entry: a silence, or a line of the notification log. */
export interface Entry {
  /** Which entry it is, whatever its content: a digest, of kind and identity. */
  readonly key: string;
  readonly kind: EntryKind;

  /** When it was last changed: of two with the same key the later one counts. */
  readonly seconds: number;
  readonly nanos: number;

  /** When it ends, in milliseconds since 1970; `-Infinity` where it does not say, which instances take for ended. */
  readonly expires: number;

  /** Whether every instance takes it; see {@link readState}. */
  readonly sound: boolean;

  /** Where its bytes are. */
  readonly start: number;
  readonly end: number;
}

/** The keys of the parts of a state. */
export type EntryKind = 'nfl' | 'sil';

const KINDS: readonly EntryKind[] = ['nfl', 'sil'];

const FIRST_CAPACITY = 256;

/**
 * What an instance holds, without the bytes: columns of numbers, and one row for each entry.
 *
 * Columns, because a state has 100,000 entries and more, and the companion holds several of them on little
 * memory: an object for each would be ten times as large.
 */
export class EntryTable {
  /** Rows by the keys of the entries. */
  private readonly rows = new Map<string, number>();
  private capacity = FIRST_CAPACITY;
  private used = 0;
  private kinds = new Uint8Array(FIRST_CAPACITY);
  private sounds = new Uint8Array(FIRST_CAPACITY);
  private seconds = new Float64Array(FIRST_CAPACITY);
  private nanos = new Int32Array(FIRST_CAPACITY);
  private expiries = new Float64Array(FIRST_CAPACITY);
  private starts = new Uint32Array(FIRST_CAPACITY);
  private ends = new Uint32Array(FIRST_CAPACITY);

  /** How many entries it has. */
  get size(): number {
    return this.rows.size;
  }

  /** Entries in the order in which they came in. */
  *[Symbol.iterator](): Generator<Entry> {
    for (const [key, row] of this.rows) {
      yield this.entry(key, row);
    }
  }

  get(key: string): Entry | undefined {
    const row = this.rows.get(key);
    return row === undefined ? undefined : this.entry(key, row);
  }

  /**
   * Its sound entries that end after `deadline` and that `other` lacks: it has none of that key, or a former one.
   *
   * Works on the columns, since states are compared at each look and mostly hold the same.
   */
  *lackedBy(other: EntryTable, deadline: number): Generator<Entry> {
    for (const [key, row] of this.rows) {
      if (this.sounds[row] === 1 && (this.expiries[row] ?? 0) > deadline && !other.isAsLate(key, this, row)) {
        yield this.entry(key, row);
      }
    }
  }

  /** Puts an entry in, unless the one that is there {@link supersedes} it, or is as good. Says whether it did. */
  put(entry: Entry): boolean {
    const row = this.rows.get(entry.key);
    if (row !== undefined && !supersedes(entry, this.entry(entry.key, row))) {
      return false;
    }
    this.write(row ?? this.append(entry.key), entry);
    return true;
  }

  private isAsLate(key: string, reference: EntryTable, referenceRow: number): boolean {
    const row = this.rows.get(key);
    if (row === undefined) {
      return false;
    }
    const difference = (this.seconds[row] ?? 0) - (reference.seconds[referenceRow] ?? 0);
    return (
      difference > 0 || (difference === 0 && (this.nanos[row] ?? 0) >= (reference.nanos[referenceRow] ?? 0))
    );
  }

  private append(key: string): number {
    if (this.used === this.capacity) {
      this.grow();
    }
    const row = this.used;
    this.used += 1;
    this.rows.set(key, row);
    return row;
  }

  private write(row: number, entry: Entry): void {
    this.kinds[row] = KINDS.indexOf(entry.kind);
    this.sounds[row] = entry.sound ? 1 : 0;
    this.seconds[row] = entry.seconds;
    this.nanos[row] = entry.nanos;
    this.expiries[row] = entry.expires;
    this.starts[row] = entry.start;
    this.ends[row] = entry.end;
  }

  private entry(key: string, row: number): Entry {
    return {
      key,
      kind: this.kinds[row] === 0 ? 'nfl' : 'sil',
      sound: this.sounds[row] === 1,
      seconds: this.seconds[row] ?? 0,
      nanos: this.nanos[row] ?? 0,
      expires: this.expiries[row] ?? Number.NEGATIVE_INFINITY,
      start: this.starts[row] ?? 0,
      end: this.ends[row] ?? 0,
    };
  }

  private grow(): void {
    this.capacity *= 2;
    this.kinds = grown(this.kinds, new Uint8Array(this.capacity));
    this.sounds = grown(this.sounds, new Uint8Array(this.capacity));
    this.seconds = grown(this.seconds, new Float64Array(this.capacity));
    this.nanos = grown(this.nanos, new Int32Array(this.capacity));
    this.expiries = grown(this.expiries, new Float64Array(this.capacity));
    this.starts = grown(this.starts, new Uint32Array(this.capacity));
    this.ends = grown(this.ends, new Uint32Array(this.capacity));
  }
}

/**
 * Whether an entry takes the place of another one with the same key: the later one does, and of two of the same
 * time the longer one, since newer versions add fields as they read.
 */
export function supersedes(entry: Entry, other: Entry): boolean {
  const difference = compareChanged(entry, other);
  return difference > 0 || (difference === 0 && entry.end - entry.start > other.end - other.start);
}

/** Which of two was changed later: positive where the first was. */
function compareChanged(a: Entry, b: Entry): number {
  return a.seconds - b.seconds || a.nanos - b.nanos;
}

function grown<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
