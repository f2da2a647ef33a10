import { alert, recordingRule, type Rule, type RuleGroup } from '../../lib/rules';
import { checkPrometheusRule } from '../../lib/rules/rule-check';
import { complaints } from '../problems/findings';

const UP = alert('TargetDown', 'up == 0', { for: '5m' });

function faults(...groups: RuleGroup[]): string[] {
  return complaints((where) => {
    checkPrometheusRule(where, { groups });
  }).map((line) => line.replace('app: ', ''));
}

/** What is said about one rule, without its place. */
function ruleFaults(rule: Rule): string[] {
  return faults({ name: 'a', rules: [rule] }).map((line) =>
    line.replace(/^groups\[0\]\.rules\[0\]\.?/, '').trim(),
  );
}

describe('rules that Prometheus takes are accepted', () => {
  test.each<[string, Rule]>([
    ['an alert', UP],
    [
      'an alert with everything',
      alert('A', 'up == 0', {
        for: '0s',
        keepFiringFor: '1h',
        labels: { severity: 'page' },
        annotations: { summary: 's' },
      }),
    ],
    ['a recording rule', recordingRule('job:up:sum', 'sum by (job) (up)', { labels: { source: 'x' } })],
    ['a metric with a name of UTF-8', recordingRule('http.server.duration:p99', 'vector(1)')],
    ['a label with a name of UTF-8', alert('A', 'up', { labels: { 'service.name': 'checkout' } })],
  ])('%s', (_, rule) => {
    expect(ruleFaults(rule)).toEqual([]);
  });

  test('and groups with all that they may have', () => {
    expect(
      faults(
        { name: 'a', rules: [UP], interval: '1m', queryOffset: '0s', limit: 0, labels: { team: 'x' } },
        { name: 'b', rules: [UP] },
      ),
    ).toEqual([]);
  });
});

describe('a PrometheusRule', () => {
  test('has at least one group', () => {
    expect(faults()).toEqual(['groups is empty']);
  });

  test('has groups of different names', () => {
    const group = { name: 'slo', rules: [UP] };
    expect(faults(group, { ...group, name: 'other' }, group, group)).toEqual([
      'groups[2].name "slo" is the name of groups[0] as well',
      'groups[3].name "slo" is the name of groups[0] as well',
    ]);
  });
});

describe('a group', () => {
  test.each<[Partial<RuleGroup>, string]>([
    [{ name: '' }, 'name "" is empty'],
    [{ rules: [] }, 'rules is empty'],
    [{ interval: '1 minute' }, 'interval "1 minute" is not a duration'],
    [{ queryOffset: '-5s' }, 'queryOffset "-5s" is not a duration'],
    [{ limit: -1 }, 'limit -1 is not a whole number, 0 or more'],
    [{ labels: { '': 'a' } }, 'labels "" is not a label name'],
    [{ labels: { __name__: 'a' } }, 'labels "__name__" cannot be set by a rule'],
  ])('is not %j', (fields, fault) => {
    expect(faults({ name: 'a', rules: [UP], ...fields })).toEqual([`groups[0].${fault}`]);
  });
});

describe('rules of a group', () => {
  const RECORD = recordingRule('job:up:sum', 'sum by (job) (up)');

  test('are there once', () => {
    expect(faults({ name: 'a', rules: [UP, RECORD, UP, RECORD] })).toEqual([
      'groups[0].rules[2].alert "TargetDown" is there already, with the same labels and expression: rules[0]',
      'groups[0].rules[3].record "job:up:sum" is there already, with the same labels and expression: rules[1]',
    ]);
  });

  test('may write one name by several expressions, as kube-prometheus does', () => {
    expect(faults({ name: 'a', rules: [RECORD, { ...RECORD, expr: 'sum by (job) (down)' }] })).toEqual([]);
  });

  test('are others where a label differs, or the group, or the kind', () => {
    const critical = { ...UP, labels: { severity: 'critical' } };
    const rules = [UP, critical, recordingRule('TargetDown', 'up == 0')];
    expect(faults({ name: 'a', rules }, { name: 'b', rules })).toEqual([]);
  });
});

describe('a rule', () => {
  test.each<[Rule, string]>([
    [alert('', 'up'), 'alert "" is empty'],
    [alert('A', ' \n'), 'expr " \\n" is no expression'],
    [alert('A', undefined as unknown as string), 'expr undefined is no expression'],
    [alert('A', 'up', { for: '5 min' }), 'for "5 min" is not a duration'],
    [alert('A', 'up', { keepFiringFor: '1.5h' }), 'keepFiringFor "1.5h" is not a duration'],
    [alert('A', 'up', { annotations: { '': 'a' } }), 'annotations "" is not a label name'],
    [
      alert('A', 'up', { annotations: { s: '{{ $value' } }),
      'annotations.s "{{ $value" is no template (line 1, column 1): the action is not closed',
    ],
    [
      alert('A', 'up', { labels: { s: '{{ $value }} {{ "}}" ' } }),
      'labels.s "{{ $value }} {{ \\"}}\\" " is no template (line 1, column 14): the action is not closed',
    ],
    [alert('A', 'up', { labels: { alertname: 'B' } }), 'labels "alertname" cannot be set by a rule'],
    [alert('A', 'up', { labels: { '': 'B' } }), 'labels "" is not a label name'],
    [recordingRule('', 'up'), 'record "" is not the name of a metric'],
    [recordingRule('up{job="a"}', 'up'), 'record "up{job=\\"a\\"}" is not the name of a metric'],
    [recordingRule('a', ''), 'expr "" is no expression'],
    [recordingRule('a', 'up', { labels: { __name__: 'b' } }), 'labels "__name__" cannot be set by a rule'],
    [
      { alert: 'A', record: 'a', expr: 'up' } as unknown as Rule,
      'has alert and record, of which only one can hold',
    ],
    [{ expr: 'up' } as Rule, 'has neither alert nor record'],
  ])('is not %j', (rule, fault) => {
    expect(ruleFaults(rule)).toEqual([fault]);
  });

  test('is found by its place', () => {
    expect(
      faults(
        { name: 'a', rules: [UP] },
        { name: 'b', rules: [UP, alert('', ''), alert('B', 'b', { for: 'x' })] },
      ),
    ).toEqual([
      'groups[1].rules[1].alert "" is empty',
      'groups[1].rules[1].expr "" is no expression',
      'groups[1].rules[2].for "x" is not a duration',
    ]);
  });
});
