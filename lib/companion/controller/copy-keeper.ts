import { DEFAULT_LIMITS, readState, type MeshCopy } from '../mesh';
import { StoreLimitError, type ClockPort, type FreshCondition, type StorePort } from '../rollout';

/** Milliseconds between two writes to a store. */
const INTERVAL = 30_000;

/** How a copy is kept by one store. */
export interface Keeping {
  readonly store: StorePort;

  /** Bytes of the state that was written last, as instances have it. */
  readonly bytes: number;

  /** Milliseconds since 1970 at which it had everything last; undefined where it never had. */
  readonly completeAt: number | undefined;

  /** Why it was not written the last time. */
  readonly failure: { readonly kind: 'too-large' | 'failed'; readonly message: string } | undefined;
  readonly failures: number;
}

/** Keeps the copy of a mesh in stores, so that it outlives us. */
export class CopyKeeper {
  private readonly shelves: Shelf[];

  /** What could not be read at the start, for people. */
  readonly unreadable: string[] = [];

  constructor(
    private readonly copy: MeshCopy,
    stores: readonly StorePort[],
    private readonly clock: ClockPort,
  ) {
    this.shelves = stores.map((store) => new Shelf(store));
  }

  get keepings(): readonly Keeping[] {
    return this.shelves;
  }

  /**
   * Takes over what was kept before. What is no state of a mesh is said, and written anew; that a store cannot be asked
   * is an error: what it has must not be written over by less.
   */
  async load(signal: AbortSignal): Promise<void> {
    for (const { store } of this.shelves) {
      const bytes = await store.read(signal).catch((error: unknown) => {
        if (!isGarbage(error)) {
          throw error;
        }
        this.unreadable.push(`${store.name}: ${error.message}`);
        return undefined;
      });
      try {
        this.copy.take(readState(bytes ?? new Uint8Array(0), DEFAULT_LIMITS), this.clock.now());
      } catch (error) {
        this.unreadable.push(`${store.name}: ${(error as Error).message}`);
      }
    }
  }

  /** Writes where there is something new, and not too often; at once and to the end where it is the last time. */
  async keep(signal: AbortSignal, { last = false } = {}): Promise<void> {
    const now = this.clock.now();
    const due = this.shelves.filter((shelf) => shelf.isDue(this.copy.generation, now, last));
    if (due.length > 0) {
      const { generation } = this.copy;
      const state = this.copy.snapshot(now);
      await Promise.all(due.map((shelf) => shelf.write(state, generation, now, signal)));
    }
  }

  /** What is to be said about it; undefined where there are no stores. */
  get condition(): FreshCondition | undefined {
    if (this.shelves.length === 0) {
      return undefined;
    }
    const failed = this.shelves.filter(({ failure }) => failure !== undefined);
    const [worst] = failed;
    if (worst?.failure !== undefined) {
      const reason = worst.failure.kind === 'too-large' ? 'TooLarge' : 'WriteFailed';
      const message = failed.map(({ failure }) => failure?.message).join('; ');
      return { type: 'Stored', status: 'False', reason, message };
    }
    const written = this.shelves.every(({ completeAt }) => completeAt !== undefined);
    const names = this.shelves.map(({ store }) => store.name).join(' and ');
    return written
      ? { type: 'Stored', status: 'True', reason: 'Written', message: `a copy is kept in ${names}` }
      : { type: 'Stored', status: 'Unknown', reason: 'NotYetWritten', message: `nothing is in ${names} yet` };
  }
}

/** Whether it is zlib that complains: what was read is no archive, or unpacks to more than we hold. */
function isGarbage(error: unknown): error is Error {
  const { code = '' } = error as NodeJS.ErrnoException;
  return error instanceof Error && (code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE');
}

/** One store, and what is in it. */
class Shelf implements Keeping {
  bytes = 0;
  completeAt: number | undefined;
  failure: Keeping['failure'];
  failures = 0;
  private generation = -1;
  private triedAt = Number.NEGATIVE_INFINITY;
  private busy = false;

  constructor(readonly store: StorePort) {}

  isDue(generation: number, now: number, last: boolean): boolean {
    if (generation === this.generation) {
      this.completeAt = now;
      return false;
    }
    return !this.busy && (last || now - this.triedAt >= INTERVAL);
  }

  async write(state: Uint8Array, generation: number, now: number, signal: AbortSignal): Promise<void> {
    this.busy = true;
    this.triedAt = now;
    try {
      await this.store.write(state, signal);
      this.generation = generation;
      this.bytes = state.length;
      this.completeAt = now;
      this.failure = undefined;
    } catch (error) {
      const kind = error instanceof StoreLimitError ? 'too-large' : 'failed';
      const message = (error as Error).message;
      this.failure = { kind, message: kind === 'failed' ? `${this.store.name}: ${message}` : message };
      this.failures += 1;
    } finally {
      this.busy = false;
    }
  }
}
