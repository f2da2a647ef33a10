import type { Where } from '../problems';

/** Reports what is no share of a whole. */
export function checkShare(where: Where, share: number | undefined): void {
  if (share !== undefined && !(Number.isFinite(share) && share >= 0 && share <= 1)) {
    where.error({ code: 'invalid-number', value: share, complaint: 'is not a number from 0 to 1' });
  }
}
