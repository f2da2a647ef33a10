import { closest, distance } from 'fastest-levenshtein';
import type { Catalogue, Fact, Section } from './catalogue';
import { compareVersions, parseVersion, type Version } from './version';

/**
 * What is wrong with a field (or flag, or feature) under a given version:
 *
 * - `unknown`: no release we know has it;
 * - `too-new`: only later releases have it;
 * - `removed`: only earlier releases have it;
 * - `deprecated`: the version has it, and will lose it;
 * - `secret`: its value is a secret in clear, whatever the version.
 */
export type GateKind = 'unknown' | 'too-new' | 'removed' | 'deprecated' | 'secret';

/** One field that does not belong into a configuration of some version. */
export interface GateFinding {
  /** Where it stands: fields and indexes from the root, the field itself last. */
  readonly path: Array<string | number>;

  /** Its name. */
  readonly field: string;

  readonly kind: GateKind;

  /** What is known about it; absent where it is unknown. */
  readonly fact?: Fact;

  /** The name that was probably meant, where the field is unknown and one looks like it. */
  readonly nearest?: string;

  /** The field that names a file instead, where a secret has one. */
  readonly twin?: string;
}

/**
 * Holds a native configuration against what a version knows. It looks at names, and for secrets in clear; other
 * values are left to the types and to upstream's own tools.
 *
 * @param root section that `config` is made of
 */
export function checkConfig(
  catalogue: Catalogue,
  root: string,
  config: object,
  version: Version,
): GateFinding[] {
  const findings: GateFinding[] = [];
  walk({ catalogue, version, findings }, root, config, ROOT);
  return findings;
}

/** Holds one name, of a flag or a feature, against what a version knows. */
export function checkName(section: Section, name: string, version: Version): GateFinding | undefined {
  return judge(section, name, version, ROOT);
}

/** A place in a configuration, as a link to what it is in: only where something is found it becomes a path. */
interface Place {
  readonly key: string | number;
  readonly parent: Place | undefined;
}

const ROOT = undefined;

/** What one walk holds a configuration against, and what it has found. */
interface Walk {
  readonly catalogue: Catalogue;
  readonly version: Version;
  readonly findings: GateFinding[];
}

function walk(context: Walk, name: string, value: unknown, place: Place | undefined): void {
  if (Array.isArray(value)) {
    value.forEach((item, key) => {
      walk(context, name, item, { key, parent: place });
    });
    return;
  }
  if (typeof value !== 'object' || value === null) return; // an empty section, or not for us to judge

  const { catalogue, version, findings } = context;
  const section = catalogue[name];
  if (section === undefined) throw new Error(`catalogue has no section "${name}"`);

  for (const [field, inner] of Object.entries(value)) {
    if (inner === undefined) continue; // not rendered
    const finding = judge(section, field, version, place);
    if (finding !== undefined) findings.push(finding);
    findings.push(...secretsIn(section, field, inner, place));

    const next = factOf(section, field)?.section;
    if (next !== undefined) walk(context, next, inner, { key: field, parent: place });
  }
}

function pathOf(place: Place | undefined, ...keys: readonly string[]): Array<string | number> {
  const path: Array<string | number> = [...keys];
  for (let at = place; at !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}

/** Secrets in clear in the value of a field. Headers have free names, which the walk does not go into. */
function secretsIn(
  section: Section,
  field: string,
  value: unknown,
  place: Place | undefined,
): readonly GateFinding[] {
  const fact = factOf(section, field);
  if (fact === undefined || isEmpty(value)) return NONE;
  if (typeof value === 'string' && fact.known?.includes(value) === true) return NONE;
  if (fact.secret === true || (field.endsWith('url') && hasUserInfo(value))) {
    const twin = `${field}_file`;
    const known = factOf(section, twin) !== undefined;
    return [{ path: pathOf(place, field), field, fact, kind: 'secret', ...(known && { twin }) }];
  }
  if (field !== 'http_headers' || typeof value !== 'object' || value === null) return NONE;
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .filter(
      ([, header]) =>
        typeof header === 'object' && header !== null && 'secrets' in header && !isEmpty(header.secrets),
    )
    .map(([name]) => ({
      path: pathOf(place, field, name, 'secrets'),
      field: 'secrets',
      fact,
      kind: 'secret',
      twin: 'files',
    }));
}

const NONE: readonly GateFinding[] = [];

/** Whether a URL names a user or a password before its host; what stands in braces is a template. */
function hasUserInfo(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#{]*@/i.test(value);
}

/** What is not set, or set to nothing, tells nobody anything. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function judge(
  section: Section,
  field: string,
  version: Version,
  place: Place | undefined,
): GateFinding | undefined {
  const fact = factOf(section, field);
  if (fact === undefined) {
    const nearest = nearestName(section, field, version);
    return { path: pathOf(place, field), field, kind: 'unknown', ...(nearest !== undefined && { nearest }) };
  }
  const kind = kindOf(fact, version);
  return kind === undefined ? undefined : { path: pathOf(place, field), field, kind, fact };
}

function kindOf(fact: Fact, version: Version): Exclude<GateKind, 'unknown' | 'secret'> | undefined {
  if (fact.until !== undefined && reached(fact.until, version)) return 'removed';
  if (!reached(fact.since, version)) return 'too-new';
  if (fact.deprecated !== undefined && reached(fact.deprecated, version)) return 'deprecated';
  return undefined;
}

/** Whether `version` is the `release` (`major.minor`) or a later one. */
function reached(release: string, version: Version): boolean {
  const first = RELEASES.get(release) ?? parseRelease(release);
  return compareVersions(version, first) >= 0;
}

/** A few dozen releases stand in thousands of facts, and a configuration asks for each many times. */
const RELEASES = new Map<string, Version>();

function parseRelease(release: string): Version {
  const first = parseVersion(`${release}.0`);
  if (first === undefined) throw new Error(`catalogue has "${release}" where major.minor is expected`);
  RELEASES.set(release, first);
  return first;
}

/** Own fields only: a label may be called `constructor`. */
function factOf(section: Section, field: string): Fact | undefined {
  return Object.hasOwn(section, field) ? section[field] : undefined;
}

/** The most similar name that the version has, unless more than a third of the letters differ. */
function nearestName(section: Section, field: string, version: Version): string | undefined {
  const names = Object.entries(section)
    .filter(([, fact]) => kindOf(fact, version) === undefined)
    .map(([name]) => name);
  if (names.length === 0) return undefined;
  const name = closest(field, names);
  return distance(field, name) * 3 <= Math.max(field.length, name.length) ? name : undefined;
}
