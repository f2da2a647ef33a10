import type { Where } from '../problems';

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)`;
const SIZE = new RegExp(`^(?:(?:${NUMBER}[KMGTPE]?B)+|(?:${NUMBER}(?:[KMGTPE]i)?B)+)$`);
const PART = new RegExp(`(${NUMBER})([KMGTPE]?)i?B`, 'g');
const EXPONENT: Readonly<Record<string, number>> = { K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };

/** Go keeps a size in 63 bits; Prometheus refuses what does not fit. */
const LARGEST = 2 ** 63;

/**
 * Reads a number of bytes as Prometheus does (`units.Base2Bytes`): `512MB` and `512MiB` are the same,
 * both count in powers of 1024; a unit is required, except for `0`. Sizes may be put together: `1GB512MB`.
 *
 * @returns bytes, or undefined where Prometheus would refuse the text
 */
export function parseSize(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  if (!SIZE.test(text)) {
    return undefined;
  }
  const bytes = [...text.matchAll(PART)].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * 1024 ** (EXPONENT[unit] ?? 0),
    0,
  );
  return bytes < LARGEST ? Math.floor(bytes) : undefined;
}

/** Reports a text that is no size in bytes. */
export function checkSize(where: Where, text: string | undefined): void {
  if (text !== undefined && parseSize(text) === undefined) {
    where.error({
      code: 'invalid-size',
      value: text,
      complaint: 'is not a size in bytes',
      remedy: 'Write a number with a unit (B, KB, MB, GB, TB, PB, EB; powers of 1024), for example "512MB".',
    });
  }
}
