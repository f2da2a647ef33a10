/** Something took longer than it may. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(milliseconds: number) {
    super(`it did not answer within ${milliseconds / 1000} s`);
  }
}
