/** Colours where a person sees them: not in logs, and not against the user's wish (https://no-color.org). */
const ENABLED = process.stdout.isTTY && process.env.NO_COLOR === undefined;

export const bold = colour(1);
export const red = colour(31);
export const green = colour(32);
export const yellow = colour(33);

function colour(code: number): (text: string) => string {
  return (text) => (ENABLED ? `\u001b[${code}m${text}\u001b[0m` : text);
}
