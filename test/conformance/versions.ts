import {
  checkConfig,
  compareVersions,
  parseVersion,
  prometheusCatalogue,
  type Catalogue,
  type Version,
} from '../../lib/versions';
import { ownerOf, withSpec, type Cluster } from './cluster';
import type { Case, Fields } from './corpus';
import { covered, reasonsOf, type Outcome } from './outcome';
import type { ReasonId } from './reasons';
import { deep, isRecord, mapFields } from './walk';

/** The oldest release that we support: older cases are compared at it. */
const OLDEST = '3.13.0';

export function isSupported(version = '3.13.2'): boolean {
  return /^3\.(1[3-9])/.test(version);
}

/** A case's cluster at the release at which we look at it. */
export function atSupported(one: Case, cluster: Cluster): Cluster {
  return withSpec(
    ownerOf(cluster) === undefined ? { ...cluster, prometheus: { metadata: {}, spec: {} } } : cluster,
    (spec) => ({
      ...spec,
      version: synthesizedVersion(one),
    }),
  );
}

/** The release at which we look at a case. */
function synthesizedVersion({ version = '3.13.2' }: Case): string {
  return isSupported(version) ? version : OLDEST;
}

/** The same outcome, for more reasons. */
export function because(more: readonly ReasonId[], outcome: Outcome): Outcome {
  return outcome.kind === 'unexplained' ? outcome : covered([...more, ...reasonsOf(outcome)], outcome.claims);
}

/** What a native file of Prometheus has that a release knows, by our own catalogue. */
export function knownTo(version: string | undefined, root: string, file: Fields): Fields {
  const known = withoutLater(prometheusCatalogue, version, root, file);
  const all = OLDER.filter(([, since]) => isBefore(version ?? '', since)).map(([field]): string => field);
  return deep(known, (fields) =>
    mapFields(fields, (field, value) => (all.includes(field) ? undefined : value)),
  );
}

/** A native file without the fields that came after a release. */
export function withoutLater(
  catalogue: Catalogue,
  version: string | undefined,
  root: string,
  file: Fields,
): Fields {
  const later = checkConfig(catalogue, root, file, parseVersion((version ?? '').replace(/-.*/, ''))!)
    .filter(({ kind }) => kind === 'too-new')
    .map(({ path }) => path.join('.'));
  return prune(file, later) as Fields;
}

/** Fields that every release has that our catalogue goes back to. Operator: `rules.go`, `promcfg.go`. */
const OLDER = [
  ['keep_firing_for', '2.42.0'],
  ['limit', '2.31.0'],
  ['convert_classic_histograms_to_nhcb', '3.0.0'],
] as const;

function isBefore(version: string, since: string): boolean {
  return compareVersions(releaseOf(version), parseVersion(since)!) < 0;
}

/** A release candidate is older than its release. */
function releaseOf(text: string): Version {
  const [release = '', candidate] = text.split('-');
  const version = parseVersion(release)!;
  return candidate === undefined ? version : { ...version, major: version.major - 1, minor: 99 };
}

function prune(value: unknown, paths: readonly string[], path = ''): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => prune(item, paths, `${path}${index}.`));
  }
  return isRecord(value)
    ? mapFields(value, (field, inner) =>
        paths.includes(`${path}${field}`) ? undefined : prune(inner, paths, `${path}${field}.`),
      )
    : value;
}
