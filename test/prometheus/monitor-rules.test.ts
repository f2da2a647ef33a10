import type { Chart } from 'cdk8s';
import { parse } from 'yaml';
import type { RuleFile } from '../../lib/native/prometheus';
import { PrometheusAgent } from '../../lib/prometheus';
import { alert, PrometheusRule, recordingRule, type WithRules } from '../../lib/rules';
import { PodMonitor, ServiceMonitor, type ServiceMonitorProps } from '../../lib/scrape';
import { errors, namespaceChart, synth, takesAll, type Monitoring } from './monitoring';

const TOTAL = recordingRule('job:orders:rate5m', 'sum(rate(orders_total[5m]))');
const FEW = alert('FewOrders', 'job:orders:rate5m < 1 unless on () absent(up)', { for: '5m' });

/** A monitor whose job is known: its label is held to a value by the selector. */
function monitor(
  chart: Chart,
  name: string,
  rules: WithRules['rules'],
  props: Partial<ServiceMonitorProps> = {},
) {
  return new ServiceMonitor(chart, name, {
    selector: { matchLabels: { app: name } },
    jobLabel: 'app',
    endpoints: [{ port: 'metrics' }],
    ...(rules === undefined ? {} : { rules }),
    ...props,
  });
}

function rulesOf(monitoring: Monitoring, key: string): NonNullable<RuleFile['groups']> {
  const files = monitoring.manifests
    .filter(
      ({ kind, metadata }) => kind === 'ConfigMap' && /^prometheus-k8s-rulefiles-\d/.test(metadata.name),
    )
    .flatMap(({ data }) => Object.entries((data ?? {}) as Record<string, string>));
  const [, text] = files.find(([name]) => name.endsWith(key)) ?? [];
  if (text === undefined) {
    throw new Error(`no ${key}, but: ${files.map(([name]) => name).join(', ')}`);
  }
  return (parse(text) as RuleFile).groups ?? [];
}

describe('rules of a monitor', () => {
  test('read what it scrapes and what they record, and say whose the result is', () => {
    const result = synth((chart) => {
      takesAll(chart);
      monitor(namespaceChart(chart, 'shop'), 'checkout', [TOTAL, FEW]);
    });
    const labels = { job: 'checkout', namespace: 'shop' };
    expect(rulesOf(result, 'serviceMonitor_shop_checkout.yaml')).toEqual([
      {
        name: 'serviceMonitor/shop/checkout',
        rules: [
          {
            record: 'job:orders:rate5m',
            expr: 'sum(rate(orders_total{job="checkout",namespace="shop"}[5m]))',
            labels,
          },
          {
            alert: 'FewOrders',
            expr: expect.stringMatching(
              /^ *job:orders:rate5m\{job="checkout",namespace="shop"\}\s+<\s+1\s+unless on \(\)\s+absent\(up\{job="checkout",namespace="shop"\}\)$/,
            ) as string,
            for: '5m',
            labels,
          },
        ],
      },
    ]);
    expect(result.figures['monitoring/k8s']).toMatchObject({ ruleGroups: 1, rules: 2 });
  });

  test('of two monitors can be the same', () => {
    const result = synth((chart) => {
      takesAll(chart);
      const shop = namespaceChart(chart, 'shop');
      monitor(shop, 'checkout', [TOTAL]);
      monitor(shop, 'cart', [TOTAL]);
    });
    const [checkout] = rulesOf(result, '_shop_checkout.yaml');
    const [cart] = rulesOf(result, '_shop_cart.yaml');
    expect(checkout?.rules?.[0]?.expr).toContain('job="checkout"');
    expect(cart?.rules?.[0]?.expr).toContain('job="cart"');
    expect(result.warnings).toEqual([]);
  });

  test('can be groups with settings of their own', () => {
    const result = synth((chart) => {
      takesAll(chart);
      monitor(chart, 'checkout', [TOTAL, { name: 'slow', interval: '5m', rules: [FEW] }]);
    });
    expect(rulesOf(result, '_checkout.yaml').map(({ name, interval }) => [name, interval])).toEqual([
      ['serviceMonitor/monitoring/checkout', undefined],
      ['slow', '5m'],
    ]);
  });

  test('of endpoints with jobs of their own read all of these', () => {
    const result = synth((chart) => {
      takesAll(chart);
      const named = (job: string) => [{ targetLabel: 'job', replacement: job }];
      monitor(chart, 'checkout', [TOTAL], {
        endpoints: [
          { port: 'web', relabelings: named('checkout') },
          { port: 'admin', relabelings: named('checkout.admin') },
        ],
      });
    });
    const [group] = rulesOf(result, '_checkout.yaml');
    expect(group?.rules?.[0]).toMatchObject({
      expr: 'sum(rate(orders_total{job=~"checkout|checkout\\\\.admin",namespace="monitoring"}[5m]))',
      labels: { namespace: 'monitoring' },
    });
  });

  test('can read everything, where they say so', () => {
    const result = synth((chart) => {
      takesAll(chart);
      monitor(chart, 'checkout', [{ ...TOTAL, scope: 'none' }]);
    });
    const [group] = rulesOf(result, '_checkout.yaml');
    expect(group?.rules).toEqual([{ record: 'job:orders:rate5m', expr: 'sum(rate(orders_total[5m]))' }]);
  });

  test('travel with a PodMonitor too, whose job is its name', () => {
    const result = synth((chart) => {
      takesAll(chart);
      new PodMonitor(chart, 'cart', {
        selector: {},
        podMetricsEndpoints: [{ port: 'metrics' }],
        rules: [TOTAL],
      });
    });
    const [group] = rulesOf(result, 'podMonitor_monitoring_cart.yaml');
    expect(group?.rules?.[0]?.expr).toContain('job="monitoring/cart",namespace="monitoring"');
  });

  test('are evaluated by no agent', () => {
    const { warnings } = synth((chart) => {
      const one = monitor(chart, 'checkout', [TOTAL]);
      new PrometheusAgent(chart, 'edge', {
        storage: { emptyDir: {} },
        serviceMonitors: [one],
        remoteWrite: [{ url: 'http://mimir:9009/api/v1/push' }],
      });
    });
    expect(warnings).toEqual([expect.stringContaining('rules are evaluated by no agent')]);
  });

  test('are warned of where others take labels from their targets', () => {
    const { warnings } = synth((chart) => {
      takesAll(chart);
      monitor(chart, 'checkout', [TOTAL]);
      monitor(chart, 'state', undefined, { endpoints: [{ port: 'metrics', honorLabels: true }] });
    });
    expect(warnings).toEqual([expect.stringContaining('serviceMonitor/monitoring/state/0')]);
  });
});

describe('rules of a monitor are refused', () => {
  const refused = (
    rules: WithRules['rules'],
    props: Partial<ServiceMonitorProps> = {},
    more: (chart: Chart) => void = () => undefined,
  ) =>
    errors((chart) => {
      takesAll(chart);
      monitor(chart, 'checkout', rules, props);
      more(chart);
    });

  test('where their job is the name of a Service, which is not known', () => {
    const { jobLabel: _, ...unknown } = { jobLabel: undefined };
    expect(
      errors((chart) => {
        takesAll(chart);
        new ServiceMonitor(chart, 'checkout', {
          ...unknown,
          selector: { matchLabels: { app: 'checkout' } },
          endpoints: [{ port: 'metrics' }],
          rules: [TOTAL],
        });
      }),
    ).toEqual([
      'monitoring/k8s: serviceMonitor "checkout" (monitoring/checkout): rules cannot be held to the series of the monitor: ' +
        'the value of `job` on its series is known when Prometheus runs, and not before\n' +
        "  Give its targets a label of their own, `relabelings: [{ targetLabel: 'job', replacement: '…' }]`, or mark the rule `scope: 'none'`.",
    ]);
  });

  test('where metric relabelings rewrite the job', () => {
    const metricRelabelings = [{ sourceLabels: ['app'], targetLabel: 'job' }];
    expect(refused([TOTAL], { endpoints: [{ port: 'metrics', metricRelabelings }] })).toEqual([
      expect.stringContaining('cannot be held to the series of the monitor'),
    ]);
  });

  test('where another monitor scrapes the same', () => {
    expect(
      refused([TOTAL], {}, (chart) => {
        new ServiceMonitor(chart, 'everything', { selector: {}, endpoints: [{ port: 'metrics' }] });
      }),
    ).toEqual([
      expect.stringContaining(
        'series of the job "serviceMonitor/monitoring/everything/0" can have the same job and namespace',
      ),
    ]);
  });

  test('where they read what others record', () => {
    expect(
      refused([FEW], {}, (chart) => {
        new PrometheusRule(chart, 'all', { groups: [{ name: 'a', rules: [TOTAL] }] });
      }),
    ).toEqual([
      expect.stringMatching(
        /rules\[0\]\.expr "job:orders:rate5m" is recorded by prometheusRule "all" \(monitoring\/all\) from series of all monitors/,
      ),
    ]);
  });

  test.each([
    ['another job', alert('A', 'up{job="cart"} == 0'), 'rules[0].expr "cart" is asked for as job'],
    ['info()', alert('A', 'info(up) == 0'), 'rules[0].expr has info()'],
    [
      'a label of another',
      alert('A', 'up == 0', { labels: { job: 'cart' } }),
      'rules[0].labels.job "cart" is not "checkout"',
    ],
    ['no PromQL', alert('A', 'up ='), 'rules[0].expr "up ="'],
  ])('that ask for %s', (_, rule, message) => {
    const features = { enableFeatures: ['promql-experimental-functions'] };
    expect(
      errors((chart) => {
        takesAll(chart, features);
        monitor(chart, 'checkout', [rule]);
      }).join('\n'),
    ).toContain(message);
  });
});
