import { parse } from 'yaml';
import type { GrafanaDataSource } from '../../lib/native/grafana';
import type { Manifest } from '../../lib/kubernetes';
import { GrafanaDashboard, GrafanaProvisioning } from '../../lib/grafana';
import { Prometheus } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import { PrometheusRule, recordingRule } from '../../lib/rules';
import { dashboard, find, synthesize, type Outcome } from './support';

interface ConfigMap {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data: Readonly<Record<string, string>>;
}

function configMap(outcome: Outcome, name: string): ConfigMap {
  return find(outcome, 'ConfigMap', name) as Manifest & ConfigMap;
}

function dataSourceIn(outcome: Outcome, map: string): GrafanaDataSource {
  const [text = ''] = Object.values(configMap(outcome, map).data);
  const { datasources } = parse(text) as { readonly datasources: readonly GrafanaDataSource[] };
  const [source] = datasources;
  if (source === undefined) {
    throw new Error(`no data source in ${text}`);
  }
  return source;
}

test('every Prometheus and Alertmanager of the app is a data source, in a ConfigMap that the sidecar finds', () => {
  const outcome = synthesize(({ chart }) => {
    new GrafanaProvisioning(chart, 'grafana', { discovery: { mode: 'sidecar' } });
  });
  expect(outcome.errors).toEqual([]);
  const map = configMap(outcome, 'grafana-datasource-prometheus-monitoring-k8s');
  expect(map.metadata.labels).toMatchObject({ grafana_datasource: '1' });
  expect(dataSourceIn(outcome, 'grafana-datasource-prometheus-monitoring-k8s')).toEqual({
    name: 'monitoring/prometheus-k8s',
    uid: 'prometheus-monitoring-k8s',
    type: 'prometheus',
    access: 'proxy',
    url: 'http://prometheus-k8s.monitoring.svc:9090',
    isDefault: true,
    editable: false,
    jsonData: {
      httpMethod: 'POST',
      timeInterval: '30s',
      prometheusType: 'Prometheus',
      prometheusVersion: '3.16.0',
      manageAlerts: true,
      alertmanagerUid: 'alertmanager-monitoring-main',
    },
  });
  expect(dataSourceIn(outcome, 'grafana-datasource-alertmanager-monitoring-main')).toMatchObject({
    type: 'alertmanager',
    url: 'http://alertmanager-main.monitoring.svc:9093',
    jsonData: { implementation: 'prometheus' },
  });
});

test('credentials are files of the pods of Grafana, or references for its operator; never values', () => {
  const settings = (of: Prometheus) => ({
    dataSources: [
      {
        of,
        basicAuth: { username: 'grafana', password: secretKey('prometheus-client', 'password') },
        exemplarTraceIdDestinations: [{ name: 'trace_id', url: 'https://traces.example.com/${__value.raw}' }],
      },
    ],
  });
  const files = synthesize(({ chart, prometheus }) => {
    new GrafanaProvisioning(chart, 'grafana', {
      discovery: { mode: 'provisioning' },
      ...settings(prometheus),
    });
  });
  const [, prometheus] = (
    parse(configMap(files, 'grafana-datasources').data['datasources.yaml'] ?? '') as {
      readonly datasources: readonly GrafanaDataSource[];
    }
  ).datasources;
  expect(prometheus).toMatchObject({
    basicAuth: true,
    basicAuthUser: 'grafana',
    secureJsonData: { basicAuthPassword: '$__file{/etc/grafana/secrets/prometheus-client/password}' },
    // Grafana would take it for a variable of its environment.
    jsonData: { exemplarTraceIdDestinations: [{ url: 'https://traces.example.com/$${__value.raw}' }] },
  });

  const objects = synthesize(({ chart, prometheus: of }) => {
    new GrafanaProvisioning(chart, 'grafana', {
      discovery: { mode: 'operator', instanceSelector: { matchLabels: { dashboards: 'grafana' } } },
      ...settings(of),
    });
  });
  expect(find(objects, 'GrafanaDatasource', 'grafana-prometheus-monitoring-k8s')).toMatchObject({
    apiVersion: 'grafana.integreatly.org/v1beta1',
    spec: {
      instanceSelector: { matchLabels: { dashboards: 'grafana' } },
      uid: 'prometheus-monitoring-k8s',
      datasource: { secureJsonData: { basicAuthPassword: '${password}' } },
      valuesFrom: [
        {
          targetPath: 'secureJsonData.basicAuthPassword',
          valueFrom: { secretKeyRef: { name: 'prometheus-client', key: 'password' } },
        },
      ],
    },
  });

  const api = synthesize(({ chart, prometheus: of }) => {
    new GrafanaProvisioning(chart, 'grafana', { discovery: { mode: 'api' }, ...settings(of) });
  });
  expect(api.errors).toMatchObject([
    { code: 'secret-in-manifest', subject: 'data source monitoring/k8s', field: 'basicAuth.password' },
  ]);
});

test('dashboards travel the same way, bound to their data source', () => {
  const outcome = synthesize(({ chart, prometheus }) => {
    new PrometheusRule(chart, 'rules', {
      groups: [{ name: 'checkout', rules: [recordingRule('job:up:sum', 'sum by (job) (up)')] }],
    });
    new GrafanaDashboard(chart, 'checkout', {
      json: JSON.stringify(dashboard('job:up:sum{job="$job"}', { id: 7 })),
      folder: 'Payments',
      dataSource: prometheus,
    });
    new GrafanaProvisioning(chart, 'grafana', { discovery: { mode: 'sidecar' } });
  });
  expect(outcome.warnings.filter(({ path }) => path === 'monitoring/grafana')).toEqual([]);
  const map = configMap(outcome, 'grafana-dashboard-monitoring-checkout');
  expect(map.metadata).toMatchObject({
    labels: { grafana_dashboard: '1' },
    annotations: { grafana_folder: 'Payments' },
  });
  const shipped = JSON.parse(map.data['monitoring_checkout.json'] ?? '') as Record<string, unknown>;
  expect(shipped).toEqual({
    title: 'Checkout',
    uid: 'checkout',
    panels: [
      {
        id: 1,
        title: 'Requests',
        type: 'timeseries',
        datasource: { type: 'prometheus', uid: 'prometheus-monitoring-k8s' },
        targets: [{ refId: 'A', expr: 'job:up:sum{job="$job"}' }],
      },
    ],
  });
});

test('a renamed Prometheus keeps its uid where that is said', () => {
  const outcome = synthesize(({ chart, prometheus }) => {
    new GrafanaProvisioning(chart, 'grafana', {
      discovery: { mode: 'sidecar' },
      dataSources: [{ of: prometheus, uid: 'P1809F7CD0C75ACF3' }],
    });
  });
  expect(dataSourceIn(outcome, 'grafana-datasource-p1809f7cd0c75acf3').uid).toBe('P1809F7CD0C75ACF3');
});

test('pods of a Grafana are let in by the NetworkPolicies of what they ask', () => {
  const outcome = synthesize(({ chart }) => {
    new GrafanaProvisioning(chart, 'grafana', {
      discovery: { mode: 'sidecar' },
      grafanaPods: { namespace: 'grafana', matchLabels: { app: 'grafana' } },
    });
  });
  for (const name of ['prometheus-k8s', 'alertmanager-main']) {
    expect(JSON.stringify(find(outcome, 'NetworkPolicy', name))).toContain('"app":"grafana"');
  }
});

test('what is wrong is said together, with its path', () => {
  const outcome = synthesize(({ chart, prometheus }) => {
    new Prometheus(chart, 'second', {
      storage: { emptyDir: {} },
      web: {
        configFile: {
          secret: secretKey('web', 'web.yml'),
          tls: false,
          basicAuth: { username: 'probe', password: secretKey('web', 'password') },
        },
      },
    });
    new GrafanaDashboard(chart, 'no-json', { json: '{ "title": ' });
    new GrafanaDashboard(chart, 'untitled', { json: { panels: [] } });
    new GrafanaDashboard(chart, 'new-schema', {
      json: { apiVersion: 'dashboard.grafana.app/v2beta1', spec: {} },
    });
    new GrafanaDashboard(chart, 'broken', { json: dashboard('sum by (job (up)') });
    new GrafanaProvisioning(chart, 'grafana', {
      discovery: { mode: 'sidecar' },
      dataSources: [{ of: prometheus, uid: 'not a uid', tlsConfig: { insecureSkipVerify: true } }],
      withoutDataSources: [chart],
    });
  });
  expect(outcome.manifests).toEqual([]);
  expect(
    outcome.errors.map(({ path, subject, field, code }) => [path, subject, field, code].join(' | ')),
  ).toEqual([
    'monitoring/broken |  | json | promql-syntax',
    'monitoring/grafana |  | dataSources[0].uid | invalid-name',
    'monitoring/grafana |  | withoutDataSources[0] | wrong-reference',
    'monitoring/grafana | data source monitoring/k8s | tlsConfig | contradiction',
    'monitoring/grafana | data source monitoring/second |  | incomplete',
    'monitoring/new-schema |  | json | no-dashboard',
    'monitoring/no-json |  | json | no-dashboard',
    'monitoring/untitled |  | json.title | incomplete',
  ]);
});

test('names that no rule records are told, as loudly as one wants', () => {
  const read = (severity?: 'off' | 'warning' | 'error') =>
    synthesize(({ chart }) => {
      new GrafanaDashboard(chart, 'checkout', { json: dashboard('rate(job:gone:sum[$__rate_interval])') });
      new GrafanaProvisioning(chart, 'grafana', {
        discovery: { mode: 'sidecar' },
        ...(severity === undefined ? {} : { lints: { 'dashboard/series': severity } }),
      });
    });
  const found = {
    code: 'dashboard/series',
    value: 'job:gone:sum',
    subject: 'grafanaDashboard "checkout" (monitoring/checkout)',
  };
  expect(read().warnings).toEqual(expect.arrayContaining([expect.objectContaining(found)]));
  expect(read('error').errors).toMatchObject([found]);
  expect(read('off').warnings.filter(({ code }) => code === 'dashboard/series')).toEqual([]);
});

test('a dashboard that names a data source which is not there is a warning', () => {
  const { warnings } = synthesize(({ chart }) => {
    new GrafanaDashboard(chart, 'checkout', {
      json: {
        title: 'Checkout',
        panels: [{ id: 1, datasource: { type: 'prometheus', uid: 'gone' }, targets: [{ expr: 'up' }] }],
      },
    });
    new GrafanaProvisioning(chart, 'grafana', { discovery: { mode: 'sidecar' } });
  });
  expect(warnings).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: 'unknown-data-source', value: 'gone' })]),
  );
});
