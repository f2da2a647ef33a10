import type { Fact } from './catalogue';

/**
 * A fact with the release that brought it and where upstream says so.
 *
 * @param version first release, `major.minor`
 * @param reference pull request (`#16452`), or the place where the changelog does not mention it
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
export function removed(fact: Fact, version: string, instead?: string): Fact {
  return { ...fact, until: version, ...(instead !== undefined && { instead }) };
}

/** One fact for several names. */
export function each<Name extends string>(
  fact: Fact,
  ...names: readonly Name[]
): Readonly<Record<Name, Fact>> {
  return Object.fromEntries(names.map((name) => [name, fact])) as Record<Name, Fact>;
}
