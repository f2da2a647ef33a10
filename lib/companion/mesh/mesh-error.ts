/**
 * Why an exchange with an instance failed.
 *
 * - `unreachable`: nobody answers at the address, or the connection broke
 * - `refused`: it closed without an answer, as it does for a label that is not its own
 * - `silent`: it neither answered nor closed in time, as plain TCP against TLS
 * - `tls`: certificates do not fit
 * - `malformed`: what came is no answer of a mesh, or only half of one
 * - `too-large`: what came is more than we are willing to hold
 * - `rejected`: it says itself what it could not read
 */
export type MeshFailure =
  'unreachable' | 'refused' | 'silent' | 'tls' | 'malformed' | 'too-large' | 'rejected';

/** An exchange with an instance that did not come to its end. Nothing of its answer is to be used. */
export class MeshError extends Error {
  override readonly name = 'MeshError';

  constructor(
    readonly failure: MeshFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
