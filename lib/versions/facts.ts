import type { Catalogue, Fact } from './catalogue';

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

/**
 * The same sections, with the fields marked that hold secrets in clear.
 *
 * @param names fields, or `section.field` where the name alone is not always that of a secret
 */
export function withSecrets(catalogue: Catalogue, names: ReadonlySet<string>): Catalogue {
  const mark = (section: string, field: string, fact: Fact): Fact =>
    names.has(field) || names.has(`${section}.${field}`) ? { ...fact, secret: true } : fact;
  return Object.fromEntries(
    Object.entries(catalogue).map(([section, facts]) => [
      section,
      Object.fromEntries(Object.entries(facts).map(([field, fact]) => [field, mark(section, field, fact)])),
    ]),
  );
}
