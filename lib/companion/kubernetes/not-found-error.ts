/** There is no namespace, or no StatefulSet, of that name. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}
