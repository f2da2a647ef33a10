import { setMaxListeners } from 'node:events';
import { DeadlineError } from './deadline-error';

/**
 * Does something that must end in time.
 *
 * Not by `AbortSignal.any([signal, AbortSignal.timeout(…)])`: Node 20 keeps nothing of that alive, so that one garbage
 * collection takes the deadline away, and what never answers is waited for for ever.
 *
 * @param signal ends it earlier
 * @param work gets the signal that tells it to end
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
  try {
    return await work(ending.signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw ending.signal.aborted ? new DeadlineError(milliseconds, error) : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
