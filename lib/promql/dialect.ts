import type { NameValidationScheme } from '../values';
import { parseVersion, PROMETHEUS_NEWEST, type Version } from '../versions';
import type { PromQLOptions } from './options';

/** The options, read. */
export interface Dialect {
  readonly version: Version;
  readonly features: ReadonlySet<string>;
  readonly names: NameValidationScheme;
}

/** A rule check asks with the same options for each of its rules. */
const DIALECTS = new WeakMap<PromQLOptions, Dialect>();
const DEFAULTS: PromQLOptions = {};

/**
 * @throws {RangeError} where `version` is no version
 */
export function dialectOf(options: PromQLOptions = DEFAULTS): Dialect {
  const known = DIALECTS.get(options);
  if (known !== undefined) {
    return known;
  }
  const { version = PROMETHEUS_NEWEST, enableFeatures = [], nameValidationScheme = 'UTF8' } = options;
  const parsed = parseVersion(version);
  if (parsed === undefined) {
    throw new RangeError(`"${version}" is not a version of Prometheus, for example "${PROMETHEUS_NEWEST}"`);
  }
  const dialect: Dialect = {
    version: parsed,
    features: new Set(enableFeatures),
    names: nameValidationScheme === 'Legacy' ? 'legacy' : 'utf8',
  };
  DIALECTS.set(options, dialect);
  return dialect;
}

/** Whether the version is a release (`major.minor`) or a later one. */
export function reaches({ version }: Dialect, [major, minor]: Release): boolean {
  return version.major === major ? version.minor >= minor : version.major > major;
}

/** `[3, 14]` is 3.14.0 */
export type Release = readonly [major: number, minor: number];
