import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { renderYaml } from '../../lib/native';
import { Where, type Problem } from '../../lib/problems';
import { checkRelabelings, renderRelabelings, type RelabelAction, type Relabeling } from '../../lib/scrape';
import { accepted } from '../prometheus/promtool';
import { describeUnless, describeWith, requireProgram } from '../support/programs';

function faults(step: Relabeling): string[] {
  const problems: Problem[] = [];
  checkRelabelings(new Where(problems, 'apps/checkout', undefined, 'relabelings'), [step]);
  return problems.map(({ field, complaint }) => `${field} ${complaint}`);
}

test('a relabeling is written with the fields that were given, and no others', () => {
  expect(
    renderRelabelings([
      {
        sourceLabels: ['namespace', 'pod'],
        separator: '/',
        regex: '(.+)/(.+)',
        targetLabel: 'instance',
        replacement: '${2}.${1}',
        action: 'replace',
      },
      { sourceLabels: ['__address__'], modulus: 4, targetLabel: '__tmp_bucket', action: 'hashmod' },
      { regex: 'container', action: 'labeldrop' },
    ]),
  ).toEqual([
    {
      source_labels: ['namespace', 'pod'],
      separator: '/',
      regex: '(.+)/(.+)',
      target_label: 'instance',
      replacement: '${2}.${1}',
      action: 'replace',
    },
    { source_labels: ['__address__'], modulus: 4, target_label: '__tmp_bucket', action: 'hashmod' },
    { regex: 'container', action: 'labeldrop' },
  ]);
});

describe('a relabeling is refused', () => {
  test.each<[string, Relabeling, string]>([
    ['of an unknown action', { action: 'Keep' as never }, 'action is none of "replace", "keep"'],
    ['without a label to write', { sourceLabels: ['pod'] }, 'targetLabel is needed by the action "replace"'],
    [
      'with an empty one',
      { targetLabel: '', action: 'uppercase' },
      'targetLabel is needed by the action "uppercase"',
    ],
    ['without buckets', { targetLabel: 'a', action: 'hashmod' }, 'modulus is needed by the action "hashmod"'],
    [
      'of no buckets',
      { targetLabel: 'a', action: 'hashmod', modulus: 0 },
      'modulus is not a whole number, 1 or more',
    ],
    [
      'of a source without a name',
      { sourceLabels: [''], action: 'keep' },
      'sourceLabels[0] is not a label name',
    ],
    [
      'that maps labels to none',
      { action: 'labelmap', replacement: '' },
      'replacement is the name of every label',
    ],
    [
      'that compares by an expression',
      { sourceLabels: ['a'], targetLabel: 'b', action: 'keepequal', regex: 'a.*' },
      'regex cannot be set with the action "keepequal"',
    ],
    [
      'that drops labels of a source',
      { sourceLabels: ['a'], action: 'labeldrop', regex: 'b' },
      'sourceLabels cannot be set with the action "labeldrop"',
    ],
  ])('%s', (_, step, fault) => {
    expect(faults(step)).toEqual([expect.stringContaining(`relabelings[0].${fault}`)]);
  });
});

/** Relabelings of which about half are wrong. */
const anyRelabeling: fc.Arbitrary<Relabeling> = fc.record(
  {
    action: fc.constantFrom<RelabelAction[]>(
      'replace',
      'keep',
      'drop',
      'hashmod',
      'labelmap',
      'labeldrop',
      'labelkeep',
      'lowercase',
      'uppercase',
      'keepequal',
      'dropequal',
    ),
    sourceLabels: fc.array(fc.constantFrom('pod', '__address__', 'a.b', ''), { maxLength: 2 }),
    targetLabel: fc.constantFrom('instance', '${1}_total', 'größe', 'with space', ''),
    separator: fc.constantFrom(';', '/', ''),
    regex: fc.constantFrom('(.*)', '(a|b).+', '[', '(?!x)', '\\d+', '(?P<n>x)', 'a{2000}', ''),
    modulus: fc.constantFrom(1, 16),
    replacement: fc.constantFrom('$1', '${1}', 'fixed', ''),
  },
  { requiredKeys: [] },
);

describe.each(['promtool', 'promtool-lts'])('a random relabeling', (name) => {
  describeWith([name], `is judged as ${name} judges it`, () => {
    test('right or wrong', async () => {
      // One run of the program for all, so that it is no property that can shrink: the seed tells it again.
      const seed = Date.now() % 1_000_000;
      const steps = fc.sample(anyRelabeling, { numRuns: 500, seed });
      const configs = steps.map((step) =>
        renderYaml({ scrape_configs: [{ job_name: 'shop', relabel_configs: renderRelabelings([step]) }] }),
      );
      const verdicts = await accepted(requireProgram(name), configs);
      const different = steps.filter((step, index) => (faults(step).length === 0) !== verdicts[index]);
      expect({ seed, different }).toEqual({ seed, different: [] });
      // Both verdicts must have been seen often, or nothing was compared.
      expect(verdicts.filter((verdict) => verdict).length).toBeGreaterThan(30);
      expect(verdicts.filter((verdict) => !verdict).length).toBeGreaterThan(30);
    }, 30_000);
  });
});

const FOLDER = join('..', 'shared', 'corpus', 'operator-golden', 'verdict-relabel');

interface Verdict {
  readonly version: string;
  readonly input: { readonly relabelConfig: Relabeling };
  readonly expected: { readonly accepted: boolean };
  readonly error: string | null;
}

describeUnless(
  existsSync(FOLDER) ? undefined : `no ${FOLDER}`,
  "the operator's verdicts on relabelings",
  () => {
    const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
    const verdicts = files.map(
      (file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Verdict] as const,
    );
    // Names of labels were stricter before Prometheus 3, actions fewer before 2.41: both are too old for us.
    // And one step is accepted of which Prometheus says "requires only 'source_labels' and `target_label`".
    const otherwise = /only supported from|invalid 'target_label'|invalid 'replacement'/;
    const ofOurVersions = verdicts.filter(
      ([file, { error }]) =>
        !file.includes('keepequal-config-with-default-values') && !otherwise.test(error ?? ''),
    );

    test.each(ofOurVersions)('are ours: %s', (_, { input: { relabelConfig }, expected }) => {
      // The CRD allows capitals in the action; that is for an importer to mend.
      const { action } = relabelConfig;
      const step = action && { ...relabelConfig, action: action.toLowerCase() as RelabelAction };
      expect(faults(step ?? relabelConfig).length === 0).toBe(expected.accepted);
    });

    test('were all read', () => {
      expect(ofOurVersions.length).toBeGreaterThanOrEqual(20);
    });
  },
);
