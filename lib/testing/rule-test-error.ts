/** Thrown where rules do not do what a test says, or promtool cannot be asked. */
export class RuleTestError extends Error {
  /**
   * @param message what went wrong, and what promtool says to it
   * @param output all that promtool wrote
   */
  constructor(
    message: string,
    readonly output: string,
  ) {
    super(message);
    this.name = 'RuleTestError';
  }
}
