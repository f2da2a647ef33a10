import type { Where } from '../../problems';
import { checkNotEmpty } from '../not-empty';
import { checkFilled } from './checks';

/** Narrows a list of resources down: what is named must have one of the values. Operator: `Filter`. */
export interface SDFilter {
  /** What the resource is filtered by, in the words of its API. */
  readonly name: string;
  readonly values: readonly string[];
}

/** Reports filters that say nothing. */
export function checkFilters(where: Where, filters: readonly SDFilter[] | undefined): void {
  filters?.forEach((filter, index) => {
    checkFilled(where.at(index), filter, ['name']);
    checkNotEmpty(where.at(index, 'values'), filter.values);
  });
}
