import { renderProgram } from '../../../lib/operator';
import { describeUnless } from '../../support/programs';
import { importPath, importTexts, KUBE_PROMETHEUS, missingCorpus } from '../import/corpus';
import { goldenInputs } from './golden-inputs';
import { runHere, runWithTsx, typeErrors } from './run-program';

const V1 = 'monitoring.coreos.com/v1';

const PROMETHEUS = {
  apiVersion: V1,
  kind: 'Prometheus',
  metadata: { name: 'k8s', namespace: 'monitoring' },
  spec: { serviceMonitorSelector: {}, ruleSelector: {}, storage: { emptyDir: {} } },
};

test('a program looks as a person would write it', () => {
  const imported = importTexts([
    {
      ...PROMETHEUS,
      spec: {
        ...PROMETHEUS.spec,
        version: '3.16.0',
        serviceDiscoveryRole: 'EndpointSlice',
        retention: '30d',
        securityContext: { runAsUser: 1000, runAsNonRoot: true, fsGroup: 2000 },
        remoteWrite: [
          {
            url: 'https://metrics.example.com/write',
            basicAuth: {
              username: { name: 'remote', key: 'user' },
              password: { name: 'remote', key: 'password' },
            },
            tlsConfig: { ca: { configMap: { name: 'corporate-ca', key: 'ca.crt' } } },
          },
        ],
      },
    },
    {
      apiVersion: V1,
      kind: 'ServiceMonitor',
      metadata: { name: 'checkout', namespace: 'monitoring' },
      spec: { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] },
    },
    {
      apiVersion: V1,
      kind: 'PrometheusRule',
      metadata: { name: 'checkout', namespace: 'monitoring' },
      spec: {
        groups: [
          {
            name: 'checkout',
            rules: [
              { record: 'job:orders:rate5m', expr: 'sum by (job) (rate(orders_total[5m]))' },
              {
                alert: 'NoOrders',
                expr: 'job:orders:rate5m == 0\nunless on (job)\n  maintenance == 1\n',
                for: '10m',
                labels: { severity: 'critical' },
                annotations: { summary: "Nobody buys at {{ $labels.job }}, and it's noon." },
              },
            ],
          },
        ],
      },
    },
  ]);
  expect(imported.problems).toEqual([]);
  expect(renderProgram(imported)).toBe(`import { App, Chart } from 'cdk8s';
import {
  alert,
  configMapKey,
  Prometheus,
  PrometheusRule,
  recordingRule,
  secretKey,
  ServiceMonitor,
} from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });

new Prometheus(chart, 'k8s', {
  version: '3.16.0',
  networkPolicy: false,
  serviceMonitorSelector: {},
  ruleSelector: {},
  storage: { emptyDir: {} },
  retention: '30d',
  remoteWrite: [
    {
      url: 'https://metrics.example.com/write',
      basicAuth: { username: secretKey('remote', 'user'), password: secretKey('remote', 'password') },
      tlsConfig: { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') } },
    },
  ],
  selfMonitoring: false,
});

new ServiceMonitor(chart, 'checkout', {
  selector: { matchLabels: { app: 'checkout' } },
  endpoints: [{ port: 'metrics' }],
});

new PrometheusRule(chart, 'checkout-PrometheusRule', {
  name: 'checkout',
  groups: [
    {
      name: 'checkout',
      rules: [
        recordingRule('job:orders:rate5m', 'sum by (job) (rate(orders_total[5m]))'),
        alert(
          'NoOrders',
          \`job:orders:rate5m == 0
unless on (job)
  maintenance == 1
\`,
          {
            for: '10m',
            labels: { severity: 'critical' },
            annotations: { summary: "Nobody buys at {{ $labels.job }}, and it's noon." },
          },
        ),
      ],
    },
  ],
});

app.synth();
`);
});

describeUnless(missingCorpus, 'a program writes the same bytes as the import', () => {
  test('of kube-prometheus, run by tsx; and the compiler agrees with it', () => {
    const imported = importPath(KUBE_PROMETHEUS);
    const program = renderProgram(imported);
    expect(runWithTsx(program)).toEqual(new Map([[`${imported.chart}.k8s.yaml`, imported.yaml]]));
    expect(typeErrors(program)).toEqual([]);
  }, 120_000);

  const cases = missingCorpus === undefined ? goldenInputs() : [];
  const programs: string[] = [];

  test.each(cases)("of the operator's own case %s", (_, texts) => {
    const imported = importTexts(texts, { secretsNamespace: 'default' });
    if (imported.problems.some(({ severity }) => severity === 'error')) {
      return; // it writes nothing, and neither does a program
    }
    const program = renderProgram(imported);
    programs.push(program);
    expect(runHere(program)).toEqual(new Map([[`${imported.chart}.k8s.yaml`, imported.yaml]]));
  });

  test('most of them write something', () => {
    expect(programs.length).toBeGreaterThan(100);
  });
});
