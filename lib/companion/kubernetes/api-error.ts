/** An answer of the API server that is not a success, and would be the same the next time. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,

    /** What Kubernetes calls it: `NotFound`, `Forbidden`, `Conflict`. */
    readonly reason: string,
    message: string,

    /** What it says in detail, such as which disruption budget refuses an eviction. */
    readonly causes: ReadonlyArray<{ readonly reason: string; readonly message: string }> = [],
  ) {
    super(message);
  }
}
