import type { Chart } from 'cdk8s';
import { parse } from 'yaml';
import type { RuleFile } from '../../lib/native/prometheus';
import type { PrometheusProps } from '../../lib/prometheus';
import { alert, PrometheusRule, recordingRule, type Rule } from '../../lib/rules';
import { PodMonitor, Probe } from '../../lib/scrape';
import { errors, namespaceChart, synth, takesAll, type Monitoring } from './monitoring';

const ENFORCED = { enforcedNamespaceLabel: 'tenant' };
const STEP = { target_label: 'tenant', replacement: 'shop' };

function monitor(chart: Chart): void {
  new PodMonitor(namespaceChart(chart, 'shop'), 'cart', {
    selector: {},
    podMetricsEndpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'tenant', replacement: 'bank' }] }],
  });
}

function withRules(rules: readonly Rule[], props: PrometheusProps = ENFORCED): Monitoring {
  return synth((chart) => {
    takesAll(chart, props);
    new PrometheusRule(namespaceChart(chart, 'shop'), 'slo', { groups: [{ name: 'a', rules }] });
  });
}

function written(monitoring: Monitoring): readonly unknown[] {
  const [text = ''] = monitoring.manifests
    .filter(({ metadata }) => /^prometheus-k8s-rulefiles-\d/.test(metadata.name))
    .flatMap(({ data }) => Object.values((data ?? {}) as Record<string, string>));
  return (parse(text) as RuleFile).groups?.[0]?.rules ?? [];
}

describe('a label that says whose a series is', () => {
  test('is on all targets and samples of a monitor, whatever that writes', () => {
    const { relabel_configs = [], metric_relabel_configs } = synth((chart) => {
      takesAll(chart, ENFORCED);
      monitor(chart);
    }).job();
    expect(relabel_configs.at(-1)).toEqual(STEP);
    expect(metric_relabel_configs).toEqual([STEP]);
  });

  test('is on those of a probe', () => {
    const { relabel_configs = [] } = synth((chart) => {
      takesAll(chart, ENFORCED);
      new Probe(namespaceChart(chart, 'shop'), 'site', {
        prober: { url: 'blackbox:9115' },
        targets: { staticConfig: { static: ['https://example.org'] } },
      });
    }).job();
    expect(relabel_configs.at(-1)).toEqual(STEP);
  });

  test('is what rules read and write', () => {
    const result = withRules([
      recordingRule('job:up:sum', 'sum by (job) (up)'),
      alert('Down', 'up{job="cart"} == 0', { labels: { severity: 'page' } }),
    ]);
    expect(written(result)).toEqual([
      { record: 'job:up:sum', expr: 'sum by (job) (up{tenant="shop"})', labels: { tenant: 'shop' } },
      {
        alert: 'Down',
        expr: 'up{job="cart",tenant="shop"} == 0',
        labels: { severity: 'page', tenant: 'shop' },
      },
    ]);
    expect(result.warnings).toEqual([]);
  });

  test('overrides what rules say of it, and a warning says that', () => {
    const result = withRules([alert('Down', 'up{tenant="bank"} == 0', { labels: { tenant: 'bank' } })]);
    expect(written(result)).toMatchObject([{ expr: 'up{tenant="shop"} == 0', labels: { tenant: 'shop' } }]);
    expect(result.warnings).toEqual([
      expect.stringContaining(
        'groups[0].rules[0].expr "bank" is asked for as tenant, and "shop" is what the rule gets to see',
      ),
      expect.stringContaining('groups[0].rules[0].labels.tenant "bank" becomes "shop"'),
    ]);
  });

  test('cannot hold info(), which is refused', () => {
    const features = { enableFeatures: ['promql-experimental-functions'] };
    expect(
      errors((chart) => {
        takesAll(chart, { ...ENFORCED, ...features });
        new PrometheusRule(chart, 'slo', { groups: [{ name: 'a', rules: [alert('A', 'info(up) == 0')] }] });
      }),
    ).toEqual([expect.stringContaining('has info(), which reads series of all values of tenant')]);
  });
});

describe('definitions that are left alone', () => {
  test('by name, or all of a kind in a namespace', () => {
    for (const name of [{ name: 'cart' }, {}]) {
      const { metric_relabel_configs } = synth((chart) => {
        const excludedFromEnforcement = [{ resource: 'podmonitors' as const, namespace: 'shop', ...name }];
        takesAll(chart, { ...ENFORCED, excludedFromEnforcement });
        monitor(chart);
      }).job();
      expect(metric_relabel_configs).toBeUndefined();
    }
  });

  test('rules too', () => {
    const excludedFromEnforcement = [{ resource: 'prometheusrules' as const, namespace: 'shop' }];
    const result = withRules([recordingRule('a:b', 'up')], { ...ENFORCED, excludedFromEnforcement });
    expect(written(result)).toEqual([{ record: 'a:b', expr: 'up' }]);
  });

  test('that are not there are warned of: the name is misspelt, perhaps', () => {
    const { warnings } = synth((chart) => {
      const excludedFromEnforcement = [{ resource: 'podmonitors' as const, namespace: 'shop', name: 'card' }];
      takesAll(chart, { ...ENFORCED, excludedFromEnforcement });
      monitor(chart);
    });
    expect(warnings).toEqual([expect.stringContaining('excludedFromEnforcement[0]')]);
  });

  test('are left alone from nothing where no label is enforced', () => {
    const { warnings } = synth((chart) => {
      takesAll(chart, { excludedFromEnforcement: [{ resource: 'podmonitors', namespace: 'shop' }] });
      monitor(chart);
    });
    expect(warnings).toEqual([expect.stringContaining('excludes from nothing')]);
  });
});

test.each([
  [
    'an internal label',
    { enforcedNamespaceLabel: '__tenant' },
    'enforcedNamespaceLabel "__tenant" is one of the labels that Prometheus removes',
  ],
  [
    'no kind',
    { ...ENFORCED, excludedFromEnforcement: [{ resource: 'pods', namespace: 'a' }] },
    'excludedFromEnforcement[0].resource "pods" is none of',
  ],
  [
    'no namespace',
    { ...ENFORCED, excludedFromEnforcement: [{ resource: 'probes', namespace: 'A' }] },
    'excludedFromEnforcement[0].namespace "A"',
  ],
])('%s is refused', (_, props, message) => {
  expect(errors((chart) => takesAll(chart, props as PrometheusProps))).toContainEqual(
    expect.stringContaining(message),
  );
});
