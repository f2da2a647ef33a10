import { parse } from 'yaml';
import type { PrometheusProps } from '../../lib/prometheus';
import { alert, PrometheusRule, recordingRule } from '../../lib/rules';
import { errors, prometheus, synth, takesAll, type Monitoring } from './monitoring';

const compile = (props: PrometheusProps): Monitoring =>
  synth((chart) => {
    prometheus(chart, props);
  });

const volume = ({ pod }: Monitoring) => pod.volumes?.find(({ name }) => name === 'user-rules');

describe('the ConfigMap for rules of the user', () => {
  test('is written without data, so that applying it again touches none', () => {
    const monitoring = compile({});
    expect(monitoring.object('ConfigMap', 'k8s-rules')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'k8s-rules',
        namespace: 'monitoring',
        labels: expect.objectContaining({ 'app.kubernetes.io/managed-by': 'cdk8s-prometheus' }),
      },
    });
    expect(monitoring.config.rule_files).toEqual([
      '/etc/prometheus/user-rules/own/*.yaml',
      '/etc/prometheus/user-rules/own/*.yml',
      '/etc/prometheus/user-rules/check/*.yaml',
    ]);
  });

  test('is mounted whether it exists or not', () => {
    expect(volume(compile({}))).toEqual({
      name: 'user-rules',
      configMap: { name: 'k8s-rules', optional: true },
    });
  });

  test('is left to the user alone on request, and still mounted', () => {
    const unmanaged = compile({ rulesConfigMap: 'unmanaged' });
    expect(unmanaged.find('ConfigMap', 'k8s-rules')).toBeUndefined();
    expect(volume(unmanaged)).toEqual(volume(compile({})));
    expect(unmanaged.config.rule_files).toEqual(compile({}).config.rule_files);
  });

  test('is not there at all on request, and nothing that would read it', () => {
    const none = compile({ rulesConfigMap: 'none' });
    expect(none.find('ConfigMap', 'k8s-rules')).toBeUndefined();
    expect(none.pod.volumes?.map(({ name }) => name)).toEqual(['config', 'rules', 'prometheus-k8s-db']);
    expect(none.pod.containers.map(({ name }) => name)).toEqual(['prometheus']);
    expect(none.pod.initContainers).toBeUndefined();
    expect(none.config.rule_files).toBeUndefined();
  });
});

test("rules of the app's constructs are files of their own, in the words of Prometheus", () => {
  const monitoring = synth((chart) => {
    takesAll(chart);
    new PrometheusRule(chart, 'slo', {
      groups: [
        {
          name: 'checkout',
          interval: '1m',
          queryOffset: '30s',
          limit: 10,
          labels: { team: 'payments' },
          rules: [
            recordingRule('job:up:sum', 'sum by (job) (up)', { labels: { source: 'slo' } }),
            alert('CheckoutDown', 'absent(up{job="checkout"})', {
              for: '5m',
              keepFiringFor: '10m',
              labels: { severity: 'critical' },
              annotations: { summary: '{{ $labels.job }} is gone' },
            }),
          ],
        },
      ],
    });
  });
  expect(monitoring.config.rule_files?.[0]).toBe('/etc/prometheus/rules/0.*.yaml');
  expect(parse(monitoring.data('prometheus-k8s-rulefiles-0')['0.monitoring_slo.yaml'] ?? '')).toEqual({
    groups: [
      {
        name: 'checkout',
        interval: '1m',
        query_offset: '30s',
        limit: 10,
        labels: { team: 'payments' },
        rules: [
          { record: 'job:up:sum', expr: 'sum by (job) (up)', labels: { source: 'slo' } },
          {
            alert: 'CheckoutDown',
            expr: 'absent(up{job="checkout"})',
            for: '5m',
            keep_firing_for: '10m',
            labels: { severity: 'critical' },
            annotations: { summary: '{{ $labels.job }} is gone' },
          },
        ],
      },
    ],
  });
});

test('a rule that is wrong stops the synth with its path', () => {
  const found = errors((chart) => {
    takesAll(chart);
    new PrometheusRule(chart, 'slo', {
      groups: [{ name: 'checkout', rules: [alert('CheckoutDown', 'up == 0', { for: '5 minutes' })] }],
    });
  });
  expect(found.map((text) => text.split('\n')[0])).toEqual([
    'monitoring/slo: groups[0].rules[0].for "5 minutes" is not a duration',
  ]);
});

test('bad input is told in one run, a paragraph for each mistake', () => {
  const twice = recordingRule('job:up:sum', 'sum by (job) (up)');
  const found = errors((chart) => {
    takesAll(chart, { nameValidationScheme: 'Legacy' });
    new PrometheusRule(chart, 'slo', {
      groups: [
        {
          name: 'checkout',
          interval: '5',
          rules: [
            alert('Slow', 'up == 0', { annotations: { summary: '{{ humanise $value }}' } }),
            alert('Odd', 'up == 0', { labels: { '': 'critical' } }),
            twice,
            twice,
            { alert: 'Both', record: 'both', expr: 'up' } as never,
          ],
        },
        { name: 'empty', rules: [] },
      ],
    });
    new PrometheusRule(chart, 'legacy', {
      groups: [{ name: 'a', rules: [alert('A', 'up', { labels: { 'my-team': 'a' } })] }],
    });
  });
  expect(found).toEqual([
    `monitoring/k8s: prometheusRule "legacy" (monitoring/legacy): groups[0].rules[0].labels "my-team" is not a label name
  Use letters, digits and underscores, and do not begin with a digit.`,
    `monitoring/slo: groups[0].interval "5" is not a duration
  Write whole numbers with units from large to small (y, w, d, h, m, s, ms), for example "30s" or "1h30m".`,
    `monitoring/slo: groups[0].rules[0].annotations.summary "{{ humanise $value }}" is no template (line 1, column 4): there is no function "humanise"
  Did you mean \`humanize\`?`,
    `monitoring/slo: groups[0].rules[1].labels "" is not a label name
  A label name has at least one character.`,
    `monitoring/slo: groups[0].rules[3].record "job:up:sum" is there already, with the same labels and expression: rules[2]
  Leave one of the two out.`,
    `monitoring/slo: groups[0].rules[4] has alert and record, of which only one can hold
  Write two rules.`,
    `monitoring/slo: groups[1].rules is empty
  Leave the group out, or give it a rule.`,
  ]);
});
