import type { Fact } from '../catalogue';

/**
 * Known since before 2.45, the first release whose changes we looked at one by one. `2.0` stands for "in every
 * release that anybody still runs".
 */
export const old: Fact = { since: '2.0', source: 'before 2.45' };

/** The same fact for a value (or a list of values) that has fields of its own. */
export function section(name: string, fact: Fact = old): Fact {
  return { ...fact, section: name };
}
