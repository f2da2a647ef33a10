import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { App } from 'cdk8s';
import { federation } from '../../examples/federation';
import { externalAlertmanagerConfig } from '../../examples/external-alertmanager-config';
import { onePrometheus } from '../../examples/one-prometheus';
import { platform } from '../../examples/platform/main';
import { sharded } from '../../examples/sharded';
import { teamPackage } from '../../examples/team-package';
import { formatFinding, isValid, surroundingsFromEnvironment, validateOutput } from '../../tools/validate';
import { manifestFiles } from '../../tools/validate/manifests';
import { describeUnless } from '../support/programs';
import { schemaFolder } from '../support/schemas';
import { synthesize } from './synthesized';

const EXAMPLES: ReadonlyArray<[string, (app: App) => void]> = [
  ['one-prometheus', onePrometheus],
  ['external-alertmanager-config', externalAlertmanagerConfig],
  ['federation', federation],
  ['sharded', sharded],
  ['team-package', teamPackage],
  ['platform', platform],
];

/** Every file of a folder, by its path inside. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    manifestFiles(folder).map((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
  );
}

describe.each(EXAMPLES)('examples/%s', (_, example) => {
  test('has nothing to warn of', () => {
    expect(synthesize(example).warnings).toEqual([]);
  });

  test('gives the same bytes at every run', () => {
    expect(contents(synthesize(example).folder)).toEqual(contents(synthesize(example).folder));
  });
});

const schemas = schemaFolder();

describeUnless(
  schemas === undefined ? 'no Kubernetes schemas' : undefined,
  'every object is valid of',
  () => {
    // What else this run has is used too: the real programs read the configurations.
    test.each(EXAMPLES)('examples/%s', async (_, example) => {
      const surroundings = { ...surroundingsFromEnvironment(), schemas };
      const report = await validateOutput(synthesize(example).folder, surroundings);
      expect(report.checks.flatMap(({ findings }) => findings.map(formatFinding))).toEqual([]);
      expect(isValid(report)).toBe(true);
      expect(report.checks.find(({ title }) => title.includes('schemas'))).not.toHaveProperty('skipped');
    });
  },
);
