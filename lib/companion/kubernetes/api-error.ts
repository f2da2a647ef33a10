/** An answer of the API server that is not a success, and would be the same the next time. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,

    /** What Kubernetes calls it: `NotFound`, `Forbidden`, `Conflict`. */
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}
