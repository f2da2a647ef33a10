/**
 * What to say of a value that should be text: mostly it is text that kubectl takes for something else.
 *
 * @param plain the value as it is written, where it has no quotes
 */
export function notText(
  value: unknown,
  plain: string | undefined,
): { code: string; value: unknown; complaint: string; remedy: string } {
  if (plain === undefined || (typeof value !== 'boolean' && typeof value !== 'number')) {
    const remedy =
      value === null ? 'Leave the field out, or give it a value.' : 'Write the value as text, with quotes.';
    return { code: 'type', value, complaint: 'is not text', remedy };
  }
  const reading = plain === String(value) ? `a ${typeof value}` : `the ${typeof value} ${value}`;
  return {
    code: 'type',
    value,
    complaint: `is not text: kubectl reads ${plain} without quotes as ${reading}`,
    remedy: `Write "${plain}" with quotes where you mean the text.`,
  };
}
