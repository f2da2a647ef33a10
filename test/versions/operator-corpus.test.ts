import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkConfig } from '../../lib/versions/gate';
import { prometheusCatalogue, PROMETHEUS_ROOT } from '../../lib/versions/prometheus';
import { compareVersions, parseVersion, type Version } from '../../lib/versions/version';
import { describeUnless } from '../support/programs';

/** Configurations that the Prometheus Operator generates in its own tests; kept beside this repository. */
const FOLDER = join('..', 'shared', 'corpus', 'operator-golden', 'prometheus-config');

/** Older releases had fields that the catalogue does not know: it begins with this one. */
const FIRST: Version = { major: 2, minor: 45, patch: 0 };

interface Golden {
  readonly name: string;
  readonly version: string;
  readonly expected: string | null;
  readonly error: string | null;
}

const corpus = existsSync(FOLDER);

const goldens: Golden[] = !corpus
  ? []
  : readdirSync(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Golden);

/** What a release would refuse. The operator's tests cover deprecated fields on purpose. */
function refused({ name, version, expected, error }: Golden): string[] {
  const at = parseVersion(version);
  const config: unknown = error === null && expected !== null ? parse(expected) : null;
  if (at === undefined || compareVersions(at, FIRST) < 0 || typeof config !== 'object' || config === null)
    return [];
  return checkConfig(prometheusCatalogue, PROMETHEUS_ROOT, config, at)
    .filter(({ kind }) => kind !== 'deprecated' && kind !== 'secret')
    .map(({ path, kind }) => `${name} (${version}): ${path.join('.')} is ${kind}`);
}

describeUnless(corpus ? undefined : `no ${FOLDER}`, "the operator's own configurations", () => {
  test('have only fields that are known to the version they are written for', () => {
    expect(goldens.flatMap(refused)).toEqual([]);
  });
});
