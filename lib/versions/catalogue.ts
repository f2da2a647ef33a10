/**
 * What one field of a native configuration, one flag or one feature name is known to be: since when it
 * exists, until when, and where upstream says so.
 */
export interface Fact {
  /** First release that has it, `major.minor`. */
  readonly since: string;

  /** First release that no longer has it, `major.minor`. */
  readonly until?: string;

  /** What took its place, in words that follow "use": `storage.tsdb.retention.time in the configuration`. */
  readonly instead?: string;

  /** First release that calls it deprecated, `major.minor`: a warning from then on. */
  readonly deprecated?: string;

  /** Where upstream says so: a changelog entry or pull request, for example `CHANGELOG 3.5.0, #16452`. */
  readonly source: string;

  /** Name of the section that the value (or each of its items) is made of; absent for scalars and free maps. */
  readonly section?: string;

  /** Whether the value is a secret in clear, which nobody should write into a manifest. */
  readonly secret?: true;

  /** Values that everybody knows, where others are secrets. */
  readonly known?: readonly string[];
}

/** Fields by their native name. */
export type Section = Readonly<Record<string, Fact>>;

/** Sections of a native configuration by name. The walk begins at the section of the whole file. */
export type Catalogue = Readonly<Record<string, Section>>;
