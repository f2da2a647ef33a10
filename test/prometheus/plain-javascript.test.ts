import { App, Chart } from 'cdk8s';
import {
  Alertmanager,
  pagerduty,
  Prometheus,
  PrometheusRule,
  ServiceMonitor,
  SynthesisError,
  type AlertmanagerProps,
  type PrometheusProps,
  type PrometheusRuleProps,
  type ServiceMonitorProps,
} from '../../lib';

/** Types do not hold in plain JavaScript, nor behind a cast: what gets through must end in an error of ours. */
function messages(define: (chart: Chart) => void): string[] {
  const app = new App({ outdir: '/nowhere' });
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  define(chart);
  try {
    chart.toJson();
  } catch (error) {
    if (error instanceof SynthesisError) {
      return error.problems.map(({ path, field = '', complaint }) => `${path} ${field} ${complaint}`);
    }
    throw error;
  }
  return [];
}

const ENDPOINT = { port: 'web' };
const SELECTOR = { matchLabels: { app: 'a' } };

describe('props of the wrong type', () => {
  test.each<[string, unknown]>([
    ['storage', { storage: {} }],
    ['storage size', { storage: { size: 200 } }],
    ['alerting', { alerting: {} }],
    ['alertmanagers', { alerting: { alertmanagers: [null] } }],
    ['additionalArgs', { additionalArgs: ['--x'] }],
    ['selector', { serviceMonitorSelector: { team: 'a' } }],
  ])('of a Prometheus (%s) are an error with its path', (_name, props) => {
    const found = messages((chart) => new Prometheus(chart, 'k8s', props as PrometheusProps));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((message) => message.startsWith('monitoring/k8s '))).toBe(true);
  });

  test.each<[string, unknown]>([
    ['no props', undefined],
    ['no endpoints', { selector: SELECTOR }],
    ['no selector', { endpoints: [ENDPOINT] }],
    ['a forgotten matchLabels', { selector: { app: 'a' }, endpoints: [ENDPOINT] }],
    ['namespaces by labels', { selector: SELECTOR, namespaceSelector: SELECTOR, endpoints: [ENDPOINT] }],
    [
      'a password in clear',
      { selector: SELECTOR, endpoints: [{ ...ENDPOINT, basicAuth: { username: 'a', password: 'b' } }] },
    ],
    ['relabelings that are no list', { selector: SELECTOR, endpoints: [{ ...ENDPOINT, relabelings: {} }] }],
  ])('of a ServiceMonitor (%s) are an error that names it', (_name, props) => {
    const found = messages((chart) => {
      const monitor = new ServiceMonitor(chart, 'checkout', props as ServiceMonitorProps);
      new Prometheus(chart, 'k8s', { storage: { emptyDir: {} }, serviceMonitors: [monitor] });
    });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((message) => /^monitoring\/(checkout|k8s) /.test(message))).toBe(true);
  });

  test.each<[string, unknown]>([
    ['no groups', {}],
    ['no rules', { groups: [{ name: 'a' }] }],
    [
      'a recording rule with for',
      { groups: [{ name: 'a', rules: [{ record: 'a', expr: 'up', for: '5m' }] }] },
    ],
  ])('of a PrometheusRule (%s) are an error with its path', (_name, props) => {
    const found = messages((chart) => new PrometheusRule(chart, 'slo', props as PrometheusRuleProps));
    expect(found).toContainEqual(expect.stringMatching(/^monitoring\/slo /));
  });

  test.each<[string, unknown]>([
    ['no configuration', {}],
    ['a configuration that is none', { config: 'extern' }],
    ['an empty configuration', { config: {} }],
    [
      'a secret in clear',
      { config: { route: { receiver: 'a' }, receivers: [pagerduty('a', { routingKey: 'b' as never })] } },
    ],
  ])('of an Alertmanager (%s) are an error with its path', (_name, props) => {
    const found = messages((chart) => new Alertmanager(chart, 'main', props as AlertmanagerProps));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((message) => message.startsWith('monitoring/main '))).toBe(true);
  });

  test('that are changed after they were checked do not get into the output', () => {
    const groups = [{ name: 'a', rules: [{ record: 'a:b', expr: 'up' }] }];
    const app = new App({ outdir: '/nowhere' });
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Prometheus(chart, 'k8s', { storage: { emptyDir: {} }, ruleSelector: {} });
    new PrometheusRule(chart, 'slo', { groups });
    groups.push({ name: '', rules: [] });
    expect(JSON.stringify(chart.toJson())).not.toContain('name: \\"\\"');
  });
});
