import type { Where } from '../problems';

const SIZE = /^(\d+(?:\.\d+)?|\.\d+)([KMGTPE]i?)?B$/;
const EXPONENT: Readonly<Record<string, number>> = { K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 };

/**
 * Reads a number of bytes as Prometheus does (`units.Base2Bytes`): `512MB` and `512MiB` are the same,
 * both count in powers of 1024; a unit is required, except for `0`.
 *
 * @returns bytes, or undefined where Prometheus would refuse the text
 */
export function parseSize(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  const match = SIZE.exec(text);
  if (match === null) {
    return undefined;
  }
  const exponent = EXPONENT[match[2]?.charAt(0) ?? ''] ?? 0;
  return Number(match[1]) * 1024 ** exponent;
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
