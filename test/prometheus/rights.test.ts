import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import type { Chart } from 'cdk8s';
import type { PrometheusProps } from '../../lib/prometheus';
import {
  PodMonitor,
  Probe,
  ScrapeConfig,
  SERVICE_ACCOUNT_TOKEN_FILE,
  ServiceMonitor,
  type ServiceMonitorProps,
} from '../../lib/scrape';
import { namespaceChart, synth, takesAll, type Monitoring } from './monitoring';

function compile(define: (chart: Chart) => void, props: PrometheusProps = {}): Monitoring {
  return synth((chart) => {
    takesAll(chart, props);
    define(chart);
  });
}

const monitor = (chart: Chart, props: Partial<ServiceMonitorProps> = {}) =>
  new ServiceMonitor(chart, 'checkout', {
    selector: { matchLabels: { app: 'checkout' } },
    endpoints: [{ port: 'metrics' }],
    ...props,
  });

/** What is allowed, by the namespace in which; `*` is the whole cluster. */
function rights({ manifests }: Monitoring): Record<string, string[]> {
  const roles = manifests.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
  return Object.fromEntries(
    roles.map(({ metadata: { namespace = '*' }, rules }) => [
      namespace,
      (rules as PolicyRule[]).map(describeRule),
    ]),
  );
}

function describeRule({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }: PolicyRule): string {
  return `${verbs.join('+')} ${[...resources.map((resource) => `${apiGroups.join()}/${resource}`), ...nonResourceURLs].join(' ')}`;
}

const SLICES = ['list+watch /pods /services', 'list+watch discovery.k8s.io/endpointslices'];

describe('rights follow from what is scraped', () => {
  test('a Role in each namespace that is looked at, for this account', () => {
    const monitoring = compile((chart) => {
      monitor(chart, { namespaceSelector: { matchNames: ['shop', 'bank'] } });
    });
    expect(rights(monitoring)).toEqual({ bank: SLICES, shop: SLICES });
    expect(monitoring.object('RoleBinding', 'prometheus:monitoring:k8s:shop', 'shop')).toMatchObject({
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'prometheus:monitoring:k8s:shop',
      },
      subjects: [{ kind: 'ServiceAccount', name: 'prometheus-k8s', namespace: 'monitoring' }],
    });
  });

  test('the namespace of the monitor, where it says none', () => {
    expect(rights(compile((chart) => monitor(namespaceChart(chart, 'shop'))))).toEqual({ shop: SLICES });
  });

  test('the whole cluster only for all namespaces, and then in none of them again', () => {
    const monitoring = compile((chart) => {
      monitor(chart, { namespaceSelector: { any: true } });
      new PodMonitor(namespaceChart(chart, 'shop'), 'worker', {
        selector: {},
        podMetricsEndpoints: [{ port: 'metrics' }],
      });
    });
    expect(rights(monitoring)).toEqual({ '*': SLICES });
    expect(monitoring.object('ClusterRole', 'prometheus:monitoring:k8s').metadata.namespace).toBeUndefined();
  });

  test.each<[string, (chart: Chart) => void, Record<string, string[]>]>([
    [
      'Endpoints instead of slices',
      (chart) => monitor(chart, { serviceDiscoveryRole: 'Endpoints' }),
      { monitoring: ['list+watch /endpoints /pods /services'] },
    ],
    [
      'pods alone for a PodMonitor',
      (chart) => new PodMonitor(chart, 'worker', { selector: {}, podMetricsEndpoints: [{ port: 'web' }] }),
      { monitoring: ['list+watch /pods'] },
    ],
    [
      'Ingresses for a probe of them',
      (chart) => new Probe(chart, 'site', { prober: { url: 'blackbox' }, targets: { ingress: {} } }),
      { monitoring: ['list+watch networking.k8s.io/ingresses'] },
    ],
    [
      'nodes of the cluster for their labels',
      (chart) => monitor(chart, { attachMetadata: { node: true } }),
      { '*': ['list+watch /nodes'], monitoring: SLICES },
    ],
    [
      'nodes for a ScrapeConfig of them, and the metrics of kubelets for its token',
      (chart) =>
        new ScrapeConfig(chart, 'kubelet', {
          kubernetesSDConfigs: [{ role: 'Node' }],
          bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE,
        }),
      { '*': ['list+watch /nodes', 'get /nodes/metrics'] },
    ],
    [
      'the whole cluster for a ScrapeConfig that names no namespaces',
      (chart) => new ScrapeConfig(chart, 'services', { kubernetesSDConfigs: [{ role: 'Service' }] }),
      { '*': ['list+watch /services'] },
    ],
    [
      'namespaces for their labels, and its own for what is its own',
      (chart) =>
        new ScrapeConfig(chart, 'services', {
          kubernetesSDConfigs: [
            {
              role: 'Service',
              namespaces: { ownNamespace: true, names: ['shop'] },
              attachMetadata: { namespace: true },
            },
          ],
        }),
      {
        '*': ['list+watch /namespaces'],
        monitoring: ['list+watch /services'],
        shop: ['list+watch /services'],
      },
    ],
    [
      'paths that its token opens',
      (chart) =>
        monitor(chart, {
          endpoints: [
            { port: 'metrics', bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE },
            { port: 'metrics', path: '/federate', bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE },
            { port: 'metrics', path: '/other', bearerTokenFile: '/var/run/secrets/tokens/vault' },
          ],
        }),
      { '*': ['get /federate /metrics'], monitoring: SLICES },
    ],
  ])('%s', (_, define, expected) => {
    expect(rights(compile(define))).toEqual(expected);
  });
});

describe('the account', () => {
  test('has no token in pods that talk to no API server, and no rights', () => {
    const silent = compile((chart) => {
      new ScrapeConfig(chart, 'router', { staticConfigs: [{ targets: ['router-1:9100'] }] });
    });
    expect(rights(silent)).toEqual({});
    expect(silent.pod.automountServiceAccountToken).toBe(false);
    expect(silent.object('ServiceAccount', 'prometheus-k8s').automountServiceAccountToken).toBe(false);
  });

  test('has one where anything is discovered', () => {
    const { pod } = compile((chart) => monitor(chart));
    expect(pod.automountServiceAccountToken).toBe(true);
    expect(pod.serviceAccountName).toBe('prometheus-k8s');
  });

  test('of your own gets the rights and is not written', () => {
    const own = compile((chart) => monitor(chart), { serviceAccountName: 'metrics-reader' });
    expect(own.names('ServiceAccount')).toEqual([]);
    expect(own.pod.serviceAccountName).toBe('metrics-reader');
    expect(own.object('RoleBinding', 'prometheus:monitoring:k8s:monitoring').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'metrics-reader', namespace: 'monitoring' },
    ]);
  });
});
