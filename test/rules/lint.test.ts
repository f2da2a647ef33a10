import type { PrometheusProps } from '../../lib/prometheus';
import {
  alert,
  PrometheusRule,
  recordingRule,
  type LintSettings,
  type Rule,
  type RuleGroup,
} from '../../lib/rules';
import { PodMonitor, type PodMonitorProps } from '../../lib/scrape';
import { errors, synth, takesAll } from '../prometheus/monitoring';

/** What lints warn of in groups, without the place. */
function warnings(groups: readonly RuleGroup[], props: PrometheusProps = {}): string[] {
  return synth((chart) => {
    takesAll(chart, props);
    new PrometheusRule(chart, 'slo', { groups });
  }).warnings.map((text) => text.replace(/^monitoring\/k8s: prometheusRule "slo" \(monitoring\/slo\): /, ''));
}

function group(...rules: Rule[]): RuleGroup {
  return { name: 'shop', rules };
}

/** Each lint with a rule that it finds, and one beside it that is right. */
const CASES: ReadonlyArray<readonly [string, Rule, Rule, RegExp]> = [
  [
    'alerts/absent',
    alert('Gone', 'absent(up{job="shop"})'),
    alert('Gone', 'absent(up{job="shop"})', { for: '1m' }),
    /for is too short for absent\(\)[^]*"1m"/,
  ],
  [
    'alerts/comparison',
    alert('Errors', 'sum(rate(errors_total[5m]))'),
    alert('Watchdog', 'vector(1)'),
    /expr has no condition/,
  ],
  [
    'alerts/for',
    alert('Slow', 'up == 0', { for: '10s' }),
    alert('Slow', 'up == 0', { for: '30s' }),
    /for "10s" is shorter than 30s, the interval of the group/,
  ],
  [
    'alerts/template',
    alert('Errors', 'sum by (job) (errors) > 0', { annotations: { summary: '{{ $labels.pod }}' } }),
    alert('Errors', 'sum by (job) (errors) > 0', { annotations: { summary: '{{ $labels.job }}' } }),
    /annotations.summary "\$labels.pod" is empty: the expression yields no other labels than job/,
  ],
  [
    'labels/conflict',
    alert('Down', 'up == 0', { labels: { cluster: 'x' } }),
    alert('Down', 'up == 0', { labels: { team: 'x' } }),
    /labels.cluster "x" stands in the way of the external label/,
  ],
  [
    'promql/rate',
    alert('Errors', 'rate(errors_total[30s]) > 0'),
    alert('Errors', 'rate(errors_total[1m]) > 0'),
    /expr "\[30s\]" is too short for rate\(\): targets are scraped every 30s[^]*\[2m\]/,
  ],
  [
    'promql/series',
    alert('Errors', 'job:errors:rate5m > 0'),
    alert('Errors', 'job:orders:rate5m > 0'),
    /expr "job:errors:rate5m" is recorded by no rule/,
  ],
  [
    'promql/series',
    alert('Inhibit', 'ALERTS{alertname="Dwon"} == 1'),
    alert('Inhibit', 'ALERTS{alertname="Known"} == 1'),
    /expr "Dwon" is the name of no alert/,
  ],
];

const CONTEXT = [
  recordingRule('job:orders:rate5m', 'sum by (job) (rate(orders_total[5m]))'),
  alert('Known', 'up == 0'),
];
const PROPS = { externalLabels: { cluster: 'eu' } };

test.each(CASES)('%s finds %j', (name, wrong, right, message) => {
  expect(warnings([group(...CONTEXT, wrong)], PROPS)).toEqual([expect.stringMatching(message)]);
  expect(warnings([group(...CONTEXT, wrong)], PROPS)[0]).toContain(`(${name})`);
  expect(warnings([group(...CONTEXT, right)], PROPS)).toEqual([]);
});

describe('some are errors by themselves', () => {
  const failing = (expr: string) =>
    errors((chart) => {
      takesAll(chart);
      new PrometheusRule(chart, 'slo', { groups: [group(alert('A', expr))] });
    });

  test('promql/impossible', () => {
    expect(failing('up{job="a", job!~"a|b"} == 0')).toEqual([
      expect.stringContaining('selects nothing: job="a" contradicts job!~"a|b"'),
    ]);
  });

  test('promql/vector_matching', () => {
    expect(failing('sum by (job, pod) (a) / on (pod) sum by (job) (b) > 0')).toEqual([
      expect.stringContaining('the label pod can be on one side of "/" only'),
    ]);
    expect(failing('sum by (job, pod) (a) / sum by (job) (b) > 0')).toEqual([
      expect.stringContaining('the label pod can be on one side of "/" only'),
    ]);
  });
});

describe('the order of rules', () => {
  const total = recordingRule('job:orders:sum', 'sum by (job) (orders)');
  const reader = alert('Few', 'job:orders:sum < 1');

  test('within a group: what is read is recorded before', () => {
    expect(warnings([group(total, reader)])).toEqual([]);
    expect(warnings([group(reader, total)])).toEqual([
      expect.stringContaining('"job:orders:sum" is recorded further down in the same group'),
    ]);
  });

  test('across groups: what is read is recorded at least as often', () => {
    const slow = { ...group(total), name: 'slow', interval: '5m' };
    expect(warnings([slow, group(reader)])).toEqual([
      expect.stringContaining(
        '"job:orders:sum" is recorded every 5m by the group "slow", and read every 30s',
      ),
    ]);
    expect(warnings([{ ...slow, interval: '15s' }, group(reader)])).toEqual([]);
    expect(warnings([slow, { ...group(reader), interval: '5m' }])).toEqual([]);
  });

  test('one producer in time is enough', () => {
    const slow = { ...group(total), name: 'slow', interval: '5m' };
    expect(warnings([slow, { ...group(total), name: 'quick' }, group(reader)]).join()).not.toContain(
      'dependency',
    );
  });
});

test('the same rule in two groups', () => {
  const rule = recordingRule('job:orders:sum', 'sum by (job) (orders)');
  const again = recordingRule('job:orders:sum', 'sum  by(job) (orders)');
  expect(warnings([group(rule), { name: 'other', rules: [again] }])).toEqual([
    expect.stringMatching(/is what prometheusRule "slo" \(monitoring\/slo\), group "shop" says already/),
  ]);
  const labelled = { ...rule, labels: { tier: 'gold' } };
  expect(warnings([group(rule), { name: 'other', rules: [labelled] }])).toEqual([]);
});

describe('names that nobody records', () => {
  const rules = [group(alert('Errors', 'job:errors:rate5m > 0'))];

  test('may come from elsewhere: remote write, OTLP, federation', () => {
    const federation = {
      job_name: 'edge',
      honor_labels: true,
      metrics_path: '/federate',
      params: { 'match[]': ['up'] },
    };
    expect(warnings(rules, { enableRemoteWriteReceiver: true })).toEqual([]);
    expect(warnings(rules, { enableOTLPReceiver: true })).toEqual([]);
    expect(warnings(rules, { additionalScrapeConfigs: [federation] })).toEqual([]);
    expect(warnings(rules)).toHaveLength(1);
  });
});

describe('jobs that nothing scrapes', () => {
  const warned = (expr: string, ...monitors: ReadonlyArray<Partial<PodMonitorProps>>): readonly string[] =>
    synth((chart) => {
      takesAll(chart);
      monitors.forEach((props, index) => {
        new PodMonitor(chart, `cart-${index}`, {
          selector: {},
          podMetricsEndpoints: [{ port: 'web' }],
          ...props,
        });
      });
      new PrometheusRule(chart, 'slo', { groups: [group(alert('A', expr))] });
    }).warnings;

  test('are told where all jobs are known', () => {
    expect(warned('up{job="monitoring/card-0"} == 0', {})).toEqual([
      expect.stringMatching(/"monitoring\/card-0" is the job of nothing[^]*There is: monitoring\/cart-0\./),
    ]);
    expect(warned('up{job="monitoring/cart-0"} == 0', {})).toEqual([]);
  });

  test('are not where one is known later: its name is a label of the pods', () => {
    expect(warned('up{job="card"} == 0', {}, { jobLabel: 'app' })).toEqual([]);
  });
});

describe('what a lint weighs', () => {
  const rules = [group(alert('Errors', 'errors_total', {}))];
  const build = (lints: LintSettings) => (): string[] => warnings(rules, { lints });

  test('can be chosen', () => {
    expect(build({})()).toHaveLength(1);
    expect(build({ 'alerts/comparison': 'off' })()).toEqual([]);
    expect(build({ 'alerts/comparison': 'error' })).toThrow('alerts/comparison');
    expect(
      warnings([group(alert('A', 'up{job=~"shop"} == 0'))], { lints: { 'promql/regexp': 'warning' } }),
    ).toEqual([expect.stringContaining('expr "job=~\\"shop\\"" is a regular expression that is plain text')]);
  });

  test('can be silenced for one rule, in the words of pint', () => {
    const quiet = alert('Errors', '# pint disable alerts/comparison\nerrors_total');
    expect(warnings([group(quiet)])).toEqual([]);
  });

  test('must be spelt right', () => {
    expect(() => build({ 'alerts/comparision': 'off' } as LintSettings)()).toThrow('alerts/comparison');
  });
});
