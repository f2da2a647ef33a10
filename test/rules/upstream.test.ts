import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderYaml } from '../../lib/native';
import { alert, recordingRule, renderGroup, type RuleGroup } from '../../lib/rules';
import { checkPrometheusRule } from '../../lib/rules/rule-check';
import { problemsOf } from '../problems/findings';
import { describeWith, requireProgram } from '../support/programs';

const UP = alert('TargetDown', 'up == 0');

const GROUPS: Readonly<Record<string, RuleGroup>> = {
  'everything that a group may have': {
    name: 'a',
    interval: '1m',
    queryOffset: '30s',
    limit: 10,
    labels: { team: 'payments' },
    rules: [
      alert('A', 'up == 0', { for: '5m', keepFiringFor: '1h', annotations: { summary: '{{ $value }}' } }),
    ],
  },
  'a metric with a name of UTF-8': { name: 'a', rules: [recordingRule('http.server:p99', 'vector(1)')] },
  'a metric with braces in its name': { name: 'a', rules: [recordingRule('up{job="a"}', 'up')] },
  'a metric without a name': { name: 'a', rules: [recordingRule('', 'up')] },
  'an alert without an expression': { name: 'a', rules: [alert('A', '')] },
  'an alert without a name': { name: 'a', rules: [alert('', 'up')] },
  'a group without a name': { name: '', rules: [UP] },
  'a label of Prometheus itself': { name: 'a', labels: { __name__: 'a' }, rules: [UP] },
  'an annotation without a name': { name: 'a', rules: [alert('A', 'up', { annotations: { '': 'a' } })] },
  'a duration that is none': { name: 'a', rules: [alert('A', 'up', { for: '1.5h' })] },
};

describeWith(['promtool', 'promtool-lts'], 'the real promtools agree with us about', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-rules-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each(Object.entries(GROUPS))('%s', (_, group) => {
    const file = join(folder, 'rules.yaml');
    writeFileSync(file, renderYaml({ groups: [renderGroup(group)] }));
    const ours =
      problemsOf((where) => {
        checkPrometheusRule(where, { groups: [group] });
      }).length === 0;
    for (const program of ['promtool', 'promtool-lts']) {
      const { status } = spawnSync(requireProgram(program), ['check', 'rules', '--lint=none', file]);
      expect([program, status === 0]).toEqual([program, ours]);
    }
  });

  test('some being right and some being wrong', () => {
    const right = Object.values(GROUPS).filter(
      (group) =>
        problemsOf((where) => {
          checkPrometheusRule(where, { groups: [group] });
        }).length === 0,
    );
    expect(right).toHaveLength(2);
  });
});
