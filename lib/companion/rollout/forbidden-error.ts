/** A right is missing that is needed to get to an instance. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';

  /** @param right verb and resource */
  constructor(readonly right: string) {
    super(`a right is missing: ${right}`);
  }
}
