import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { NOTIFICATION_TEMPLATES, parseTemplate, RULE_TEMPLATES } from '../../lib/template';
import { describeWith, requireProgram } from '../support/programs';
import { nearlyTemplate, wordSalad } from './arbitraries';
import { INVALID, VALID } from './templates';

/** The same on every run: what fails here fails for everybody. */
const SEED = 20_261_126;
const RANDOM = Number(process.env.CDK8S_PROMETHEUS_RANDOM_TEMPLATES ?? 1_500);

const isOurs = (text: string) => 'template' in parseTemplate(text, RULE_TEMPLATES, '__alert_A');

/** Which templates a promtool takes: each in a file of its own, all in one run. */
function taken(promtool: string, templates: readonly string[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const files = templates.map((template, index) => {
      const file = join(folder, `${index}.yaml`);
      const rule = { alert: 'A', expr: 'up', annotations: { text: template } };
      writeFileSync(file, JSON.stringify({ groups: [{ name: 'a', rules: [rule] }] }));
      return file;
    });
    const { stdout } = spawnSync(promtool, ['check', 'rules', '--lint=none', ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const right = new Set([...stdout.matchAll(/Checking (\S+)\n {2}SUCCESS/g)].map(([, file]) => file));
    expect(stdout.match(/^Checking /gm)).toHaveLength(files.length);
    return files.map((file) => right.has(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeWith(['promtool', 'promtool-lts'], 'promtool and we agree', () => {
  test.each(['promtool', 'promtool-lts'])('about the table: %s', (program) => {
    const templates = [...VALID, ...INVALID].map(([, template]) => template);
    const theirs = taken(requireProgram(program), templates);
    expect(templates.filter((_, index) => theirs[index] === true)).toEqual(
      VALID.map(([, template]) => template),
    );
  });

  test('about templates that nobody thought of', () => {
    const options = { seed: SEED, numRuns: RANDOM };
    const templates = [...fc.sample(nearlyTemplate, options), ...fc.sample(wordSalad, options)];
    const theirs = taken(requireProgram('promtool'), templates);
    expect(templates.filter((template, index) => isOurs(template) !== theirs[index])).toEqual([]);
    // Both kinds are there, or nothing was tested.
    expect(theirs.filter((right) => right).length).toBeGreaterThan(RANDOM / 4);
    expect(theirs.filter((right) => !right).length).toBeGreaterThan(RANDOM / 4);
  });
});

describeWith(['amtool'], 'amtool and we agree about notifications', () => {
  test.each([
    '{{ len .Alerts.Firing }} of {{ .CommonLabels.job }}',
    '{{ .GroupLabels.SortedPairs.Values | join " " | toUpper }}',
    '{{ range .Alerts }}{{ .Labels.instance }}{{ end }}',
    '{{ toJson . | safeHtml }}',
    '{{ list 1 2 | len }}',
    '{{ now | date "2006" }}',
    '{{ humanize 1 }}',
    '{{ $labels.job }}',
    '{{ if .Alerts }}',
    '{{ toJson . | }}',
  ])('%s', (text) => {
    const { status } = spawnSync(requireProgram('amtool'), [
      'template',
      'render',
      '--template.text',
      text,
      '--template.glob',
      '/dev/null',
    ]);
    expect(status === 0).toBe('template' in parseTemplate(text, NOTIFICATION_TEMPLATES));
  });
});
