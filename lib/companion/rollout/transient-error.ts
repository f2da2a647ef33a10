/** An answer that may be another one the next time: the API server is slow, restarts, or has too much to do. */
export class TransientError extends Error {
  override readonly name = 'TransientError';

  /** @param retryAfter milliseconds after which it wants to be asked again, where it says so */
  constructor(
    message: string,
    options?: ErrorOptions,
    readonly retryAfter = 0,
  ) {
    super(message, options);
  }
}
