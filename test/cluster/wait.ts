import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /**
   * Milliseconds after which waiting has failed.
   * @default 30_000
   */
  readonly deadline?: number;

  /**
   * Milliseconds between two looks.
   * @default 100
   */
  readonly every?: number;

  /** Ends the wait at once. */
  readonly signal?: AbortSignal;
}

/** Thrown by a probe that knows that its condition cannot come true any more. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless';
}

/** A condition that did not come true in time. Its cause is what the last look threw, if it did. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(
    readonly what: string,
    readonly deadline: number,
    readonly lastError: unknown,
  ) {
    const seen = lastError instanceof Error ? `: ${lastError.message}` : '';
    super(`waited ${deadline / 1000} s for ${what}${seen}`, { cause: lastError });
  }
}

/** What a probe returns while its condition does not hold. */
type NotYet = undefined | null | false;

/**
 * Looks again and again until `probe` returns something, and returns that.
 *
 * A probe that throws is a "not yet" whose reason is told at the end: half of what tests wait for is that
 * something answers at all.
 */
export async function eventually<T>(
  what: string,
  probe: () => T | Promise<T>,
  { deadline = 30_000, every = 100, signal }: WaitOptions = {},
): Promise<Exclude<T, NotYet>> {
  const end = Date.now() + deadline;
  let lastError: unknown;
  do {
    signal?.throwIfAborted();
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) {
        return value as Exclude<T, NotYet>;
      }
      lastError = undefined;
    } catch (error) {
      if (error instanceof Hopeless) {
        throw error;
      }
      lastError = error;
    }
    await sleep(every, undefined, signal === undefined ? {} : { signal });
  } while (Date.now() < end);
  throw new DeadlineError(what, deadline, lastError);
}
