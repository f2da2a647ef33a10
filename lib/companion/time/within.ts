import { setMaxListeners } from 'node:events';
import { DeadlineError } from './deadline-error';

/**
 * Does something that must end in time.
 *
 * Not by `AbortSignal.any([signal, AbortSignal.timeout(…)])`: Node 20 keeps nothing of that alive, so that one garbage
 * collection takes the deadline away, and what never answers is waited for for ever.
 *
 * @param signal ends it earlier
 * @param work gets the signal that tells it to end; where it does not, nobody waits for it any more
 * @throws {DeadlineError} where it took longer; what `signal` is aborted with; else what `work` throws
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const ending = new AbortController();
  setMaxListeners(0, ending.signal); // each request of the work listens to it
  const timer = setTimeout(() => ending.abort(new DeadlineError(milliseconds)), milliseconds);
  const end = (): void => ending.abort(signal?.reason);
  signal?.addEventListener('abort', end, { once: true });
  // Not all work heeds its signal: a request of node does not, as long as it waits for a connection of its agent.
  const ended = new Promise<never>((_, reject) => {
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason as Error), { once: true });
  });
  try {
    return await Promise.race([work(ending.signal), ended]);
  } catch (error) {
    throw ending.signal.aborted ? (ending.signal.reason as Error) : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
