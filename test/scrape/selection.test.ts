import { ApiObject, type Chart } from 'cdk8s';
import type { PrometheusProps } from '../../lib/prometheus';
import { alert, PrometheusRule } from '../../lib/rules';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor, type LabelSelector } from '../../lib/scrape';
import { errors, namespaceChart, prometheus, synth, type Build } from '../prometheus/monitoring';

const endpoints = [{ port: 'metrics' }];
const targets = { staticConfig: { static: ['https://shop.example.com'] } };

/** A monitor in the Prometheus's namespace and three in others, of which the app defines one. */
function fourMonitors(chart: Chart) {
  const shop = namespaceChart(chart, 'shop');
  new ApiObject(shop, 'Namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { team: 'payments' } },
  });
  const monitor = (scope: Chart, name: string, labels: Record<string, string>) =>
    new ServiceMonitor(scope, name, { labels, selector: { matchLabels: { app: name } }, endpoints });
  return {
    node: monitor(chart, 'node', { tier: 'infra' }),
    checkout: monitor(shop, 'checkout', { tier: 'app' }),
    cart: monitor(shop, 'cart', { tier: 'app', track: 'canary' }),
    ledger: monitor(namespaceChart(chart, 'bank'), 'ledger', { tier: 'app' }),
  };
}

function selected(props: PrometheusProps): string[] {
  const { jobs } = synth((chart) => {
    fourMonitors(chart);
    prometheus(chart, props);
  });
  return jobs.map(({ job_name }) => job_name.split('/').slice(1, 3).join('/'));
}

describe('a Prometheus takes monitors by their labels', () => {
  const byLabels = (serviceMonitorSelector: LabelSelector) =>
    selected({ serviceMonitorSelector, serviceMonitorNamespaceSelector: {} });

  test('none without a selector, all of its own namespace with an empty one', () => {
    expect(selected({})).toEqual([]);
    expect(selected({ serviceMonitorNamespaceSelector: {} })).toEqual([]);
    expect(selected({ serviceMonitorSelector: {} })).toEqual(['monitoring/node']);
  });

  test.each<[string, LabelSelector, string[]]>([
    ['matchLabels', { matchLabels: { tier: 'app', track: 'canary' } }, ['shop/cart']],
    ['In', expression('tier', 'In', ['infra', 'batch']), ['monitoring/node']],
    ['NotIn', expression('track', 'NotIn', ['canary']), ['bank/ledger', 'monitoring/node', 'shop/checkout']],
    ['Exists', expression('track', 'Exists'), ['shop/cart']],
    [
      'DoesNotExist',
      expression('track', 'DoesNotExist'),
      ['bank/ledger', 'monitoring/node', 'shop/checkout'],
    ],
  ])('by %s', (_, selector, names) => {
    expect(byLabels(selector)).toEqual(names);
  });

  test('and namespaces by their names, whether the app defines them or not', () => {
    const inNamespaces = (...values: string[]) =>
      selected({
        serviceMonitorSelector: {},
        serviceMonitorNamespaceSelector: expression('kubernetes.io/metadata.name', 'In', values),
      });
    expect(inNamespaces('bank', 'monitoring')).toEqual(['bank/ledger', 'monitoring/node']);
  });

  test('and namespaces by their labels, where the app defines them', () => {
    expect(
      selected({
        serviceMonitorSelector: {},
        serviceMonitorNamespaceSelector: { matchLabels: { team: 'payments' } },
      }),
    ).toEqual(['shop/cart', 'shop/checkout']);
  });
});

test('a Prometheus takes what it is handed over by reference, whatever its labels and namespace', () => {
  const { jobs, warnings } = synth((chart) => {
    const { checkout, cart } = fourMonitors(chart);
    prometheus(chart, { serviceMonitors: [checkout, cart], serviceMonitorSelector: {} });
  });
  expect(jobs.map(({ job_name }) => job_name)).toEqual([
    'serviceMonitor/monitoring/node/0',
    'serviceMonitor/shop/cart/0',
    'serviceMonitor/shop/checkout/0',
  ]);
  expect(warnings).toEqual([expect.stringContaining('bank/ledger: serviceMonitor "ledger"')]);
});

test('a monitor that is selected and referred to gets one job', () => {
  const { jobs } = synth((chart) => {
    const { node } = fourMonitors(chart);
    prometheus(chart, { serviceMonitors: [node], serviceMonitorSelector: {} });
  });
  expect(jobs).toHaveLength(1);
});

test('each kind has references and a selector of its own', () => {
  const define = (chart: Chart) => ({
    pods: new PodMonitor(chart, 'pods', { selector: {}, podMetricsEndpoints: [{ port: 'web' }] }),
    probe: new Probe(chart, 'probe', { prober: { url: 'blackbox:9115' }, targets }),
    config: new ScrapeConfig(chart, 'config', { staticConfigs: [{ targets: ['router-1:9100'] }] }),
    rule: new PrometheusRule(chart, 'rule', {
      groups: [{ name: 'shop', rules: [alert('ShopDown', 'up == 0')] }],
    }),
  });
  const jobs = ['podMonitor/monitoring/pods/0', 'probe/monitoring/probe', 'scrapeConfig/monitoring/config'];

  const byReference = synth((chart) => {
    const { pods, probe, config, rule } = define(chart);
    prometheus(chart, {
      podMonitors: [pods],
      probes: [probe],
      scrapeConfigs: [config],
      prometheusRules: [rule],
    });
  });
  expect(byReference.jobs.map(({ job_name }) => job_name)).toEqual(jobs);
  expect(Object.keys(byReference.data('prometheus-k8s-rulefiles-0'))).toEqual(['0.monitoring_rule.yaml']);

  const bySelector = synth((chart) => {
    define(chart);
    prometheus(chart, {
      podMonitorSelector: {},
      probeSelector: {},
      scrapeConfigSelector: {},
      ruleSelector: {},
    });
  });
  expect(bySelector.jobs).toEqual(byReference.jobs);
  expect(bySelector.figures).toEqual({ 'monitoring/k8s': { scrapeJobs: 3, ruleGroups: 1, rules: 1 } });
  expect(bySelector.warnings).toEqual([]);
});

test('a monitor that nobody selects is told of, with what it could be selected by', () => {
  const { warnings } = synth((chart) => {
    prometheus(chart);
    new ServiceMonitor(chart, 'checkout', { labels: { team: 'payments' }, selector: {}, endpoints });
  });
  expect(warnings).toEqual([
    'monitoring/checkout: serviceMonitor "checkout" (monitoring/checkout): is selected by nobody, so it has no effect\n' +
      '  Its labels are {"team":"payments"}, its namespace is "monitoring": match them with the selectors of a Prometheus, or hand the construct to it by reference.',
  ]);
});

test('selectors that Kubernetes would refuse are errors, wherever they stand', () => {
  const wrong: Build = (chart) => {
    prometheus(chart, {
      serviceMonitorSelector: expression('tier', 'In', []),
      ruleNamespaceSelector: expression('tier', 'Exists', ['yes']),
    });
    new ServiceMonitor(chart, 'checkout', {
      selector: expression('app', 'Equals' as never, ['a']),
      endpoints,
    });
  };
  expect(errors(wrong)).toEqual([
    'monitoring/checkout: selector.matchExpressions[0].operator "Equals" is none of "In", "NotIn", "Exists", "DoesNotExist"',
    'monitoring/k8s: ruleNamespaceSelector.matchExpressions[0].values ["yes"] must be empty for "Exists"',
    'monitoring/k8s: serviceMonitorSelector.matchExpressions[0].values [] must name a value for "In"',
  ]);
});

function expression(
  key: string,
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist',
  values?: string[],
): LabelSelector {
  return { matchExpressions: [{ key, operator, ...(values && { values }) }] };
}

test('a selector that asks for labels which nothing has is told of; one that takes all may find nothing', () => {
  const { warnings } = synth((chart) => {
    prometheus(chart, {
      serviceMonitorSelector: { matchLabels: { team: 'shpo' } },
      podMonitorSelector: {},
      ruleSelector: { matchExpressions: [{ key: 'role', operator: 'Exists' }] },
    });
    new PrometheusRule(chart, 'slo', {
      labels: { role: 'alerts' },
      groups: [{ name: 'a', rules: [alert('Down', 'up == 0')] }],
    });
  });
  expect(warnings).toEqual([
    'monitoring/k8s: serviceMonitorSelector {"matchLabels":{"team":"shpo"}} selects no ServiceMonitor of the app\n' +
      '  Compare labels and namespaces with those of the constructs that are meant, or leave it out.',
  ]);
});
