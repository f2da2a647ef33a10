/** Why a text is no template. Thrown inside of the folder only: callers get it as data. */
export class TemplateError extends Error {
  /**
   * @param at where it is, in characters from the beginning
   * @param complaint what is wrong there
   * @param remedy how to mend it, as a sentence
   */
  constructor(
    readonly at: number,
    readonly complaint: string,
    readonly remedy: string,
  ) {
    super(complaint);
    this.name = 'TemplateError';
  }
}
