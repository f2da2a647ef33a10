import type { Where } from '../problems';

/** Reports what is not a whole number within the bounds, both included. */
export function checkWholeNumber(
  where: Where,
  value: number | undefined,
  { least = 0, most = Number.MAX_SAFE_INTEGER }: { least?: number; most?: number } = {},
): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most)) {
    return;
  }
  const bounds = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  where.error({ code: 'invalid-number', value, complaint: `is not a whole number, ${bounds}` });
}
