import type { Fact } from '../catalogue';

/**
 * Known since before 0.22, the first release whose changes we looked at one by one. `0.15` stands for "in every
 * release that anybody still runs": it brought the mesh of today.
 */
export const old: Fact = { since: '0.15', source: 'before 0.22' };

/** The same fact for a value (or a list of values) that has fields of its own. */
export function section(name: string, fact: Fact = old): Fact {
  return { ...fact, section: name };
}
