import type { Fact } from '../catalogue';

/**
 * Known since before 0.22, the first release whose changes we looked at one by one. `0.15` stands for "in every
 * release that anybody still runs": it brought the mesh of today.
 */
export const old: Fact = { since: '0.15', source: 'before 0.22' };

/**
 * A fact with the release that brought it and where upstream says so.
 *
 * @param version first release, `major.minor`
 * @param reference pull request (`#4745`), or the place where the changelog does not mention it
 */
export function since(version: string, reference: string): Fact {
  return {
    since: version,
    source: reference.startsWith('#') ? `CHANGELOG ${version}.0, ${reference}` : reference,
  };
}

/** The same fact, deprecated from a release on. */
export function deprecated(fact: Fact, version: string, instead: string): Fact {
  return { ...fact, deprecated: version, instead };
}

/** The same fact, gone from a release on. */
export function removed(fact: Fact, version: string): Fact {
  return { ...fact, until: version };
}

/** The same fact for a value (or a list of values) that has fields of its own. */
export function section(name: string, fact: Fact = old): Fact {
  return { ...fact, section: name };
}

/** One fact for several names. */
export function each<Name extends string>(
  fact: Fact,
  ...names: readonly Name[]
): Readonly<Record<Name, Fact>> {
  return Object.fromEntries(names.map((name) => [name, fact])) as Record<Name, Fact>;
}
