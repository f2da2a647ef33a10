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
      '/etc/prometheus/user-rules/*.yaml',
      '/etc/prometheus/user-rules/*.yml',
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
