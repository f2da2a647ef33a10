import type { Where } from '../problems';

/** Reports a list that has nothing in it where something must be. */
export function checkNotEmpty(where: Where, items: readonly unknown[]): void {
  if (items.length === 0) {
    where.error({ code: 'incomplete', complaint: 'is empty', remedy: 'Name at least one.' });
  }
}
