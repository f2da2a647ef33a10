/** There is no way to an API server: no credentials, or none that are meant. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
}
