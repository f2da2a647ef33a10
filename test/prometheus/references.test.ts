import { Chart, Testing } from 'cdk8s';
import type { PrometheusProps } from '../../lib/prometheus';
import { PodMonitor, ServiceMonitor } from '../../lib/scrape';
import { errors, prometheus } from './monitoring';

const SELECTOR = { matchLabels: { app: 'checkout' } };

/** Types do not hold in plain JavaScript. */
const given = (props: Readonly<Record<string, unknown>>) => props as PrometheusProps;

describe('a reference is refused', () => {
  test('to a construct of another kind', () => {
    expect(
      errors((chart) => {
        const pods = new PodMonitor(chart, 'pods', {
          selector: SELECTOR,
          podMetricsEndpoints: [{ port: 'metrics' }],
        });
        prometheus(chart, given({ serviceMonitors: [pods], podMonitors: [pods] }));
      }),
    ).toEqual([
      'monitoring/k8s: serviceMonitors[0] is podMonitor "pods" (monitoring/pods), not a ServiceMonitor\n' +
        '  Hand over a construct, `new ServiceMonitor(…)`, of this app.',
    ]);
  });

  test('to a construct of another app', () => {
    expect(
      errors((chart) => {
        const other = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
        const monitor = (scope: Chart) =>
          new ServiceMonitor(scope, 'checkout', { selector: SELECTOR, endpoints: [{ port: 'metrics' }] });
        prometheus(chart, { serviceMonitors: [monitor(chart), monitor(other)] });
      }),
    ).toEqual([
      'monitoring/k8s: serviceMonitors[1] is serviceMonitor "checkout" (shop/checkout), which is not in the app, or not for the cluster, of this Prometheus\n' +
        '  Define it in the tree of the same `App`, and below the same cluster of a fleet.',
    ]);
  });

  test.each<[string, unknown, string]>([
    ['a text', ['x'], 'prometheusRules[0] is "x", not a PrometheusRule'],
    ['null', [null], 'prometheusRules[0] is null, not a PrometheusRule'],
    ['plain data', [{ groups: [] }], 'prometheusRules[0] is an object of Object, not a PrometheusRule'],
    ['no list', 'x', 'prometheusRules "x" is a text, where a list is expected'],
  ])('that is none: %s', (_, prometheusRules, message) => {
    expect(errors((chart) => prometheus(chart, given({ prometheusRules })))).toEqual([
      expect.stringContaining(`monitoring/k8s: ${message}`),
    ]);
  });
});
