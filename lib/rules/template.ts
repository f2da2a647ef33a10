/** An action of Go's templates: a comment, or whatever ends at braces that do not stand in a literal. */
const ACTION =
  /\{\{(?:(?:- )?\/\*[^]*?\*\/(?: -)?|(?!(?:- )?\/\*)(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|(?!\}\})[^"'`{])*)\}\}/g;

/** Whether an action begins in the text and does not end. Closing braces alone are plain text to Go. */
export function hasOpenAction(text: string): boolean {
  // The blank keeps what stood before and after an action from becoming braces.
  return text.replace(ACTION, ' ').includes('{{');
}
