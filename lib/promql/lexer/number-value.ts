const INTEGER = /^(?:0[xX](?:_?[0-9a-fA-F])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/;
const DECIMAL = /^(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;

/** Integers that do not fit Go's 63 bits are read as decimals, which hexadecimals cannot be. */
const LARGEST_INTEGER = 2n ** 63n - 1n;

/**
 * The value of what was scanned as a number, as Go reads it: `0x1F`, `017` is octal, `1_000`, `08` and `1.e3`
 * are decimal.
 *
 * @returns undefined where it is no number, or one that 64 bits cannot hold
 */
export function numberValue(text: string): number | undefined {
  const word = text.toLowerCase();
  if (word === 'inf') {
    return Number.POSITIVE_INFINITY;
  }
  if (word === 'nan') {
    return Number.NaN;
  }
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) {
    return Number(text);
  }
  if (INTEGER.test(text)) {
    const digits = text.replaceAll('_', '');
    const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
    if (value <= LARGEST_INTEGER) {
      return Number(value);
    }
  }
  if (!DECIMAL.test(text)) {
    return undefined;
  }
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? value : undefined;
}
