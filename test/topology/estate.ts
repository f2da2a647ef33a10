import type { Chart } from 'cdk8s';
import { Alertmanager, slack } from '../../lib/alertmanager';
import { Grafana, GrafanaDashboard } from '../../lib/grafana';
import { Prometheus } from '../../lib/prometheus';
import {
  ThanosCompactor,
  ThanosQuery,
  ThanosQueryFrontend,
  ThanosRuler,
  ThanosStore,
  type ObjectStorage,
} from '../../lib/query';
import { secretKey } from '../../lib/references';
import { PrometheusRule } from '../../lib/rules';
import { PodMonitor, ServiceMonitor } from '../../lib/scrape';

const STORAGE: ObjectStorage = {
  type: 'S3',
  config: { bucket: 'thanos', endpoint: 's3.example.org', aws_sdk_auth: true },
};

/** One of everything that a topology shows, in a chart of the namespace `monitoring`. */
export function estate(chart: Chart): void {
  const alertmanager = new Alertmanager(chart, 'alerts', {
    name: 'main',
    replicas: 3,
    storage: { size: '2Gi' },
    config: {
      route: { receiver: 'chat' },
      receivers: [
        slack('chat', { apiURL: secretKey('slack', 'url'), channel: '#alerts' }),
        { name: 'nobody' },
      ],
    },
  });
  new ServiceMonitor(chart, 'checkout', {
    selector: { matchLabels: { app: 'checkout' } },
    endpoints: [{ port: 'metrics' }, { port: 'admin' }],
  });
  new PodMonitor(chart, 'batch', {
    selector: { matchLabels: { app: 'batch' } },
    podMetricsEndpoints: [{ port: 'metrics' }],
  });
  new PrometheusRule(chart, 'rules', {
    groups: [
      {
        name: 'g',
        rules: [
          { alert: 'Down', expr: 'up == 0' },
          { record: 'job:up:sum', expr: 'sum by (job) (up)' },
        ],
      },
    ],
  });
  const prometheus = new Prometheus(chart, 'k8s', {
    replicas: 2,
    storage: { size: '10Gi' },
    externalLabels: { cluster: 'eu' },
    thanos: { objectStorageConfig: STORAGE },
    alerting: { alertmanagers: [alertmanager, { url: 'https://alerts.example.org' }] },
    serviceMonitorSelector: {},
    ruleSelector: {},
    remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push?tenant=a', name: 'mimir' }],
    remoteRead: [{ url: 'https://past.example.org/read' }],
  });
  new Prometheus(chart, 'sharded', {
    shards: 2,
    storage: { size: '10Gi' },
    externalLabels: { cluster: 'us' },
    podMonitorSelector: {},
  });
  const store = new ThanosStore(chart, 'past', { objectStorageConfig: STORAGE, storage: { size: '20Gi' } });
  const query = new ThanosQuery(chart, 'all', {
    endpoints: [prometheus, store, { address: 'thanos.example.org:443', strict: true }],
  });
  new ThanosQueryFrontend(chart, 'front', { query });
  new ThanosRuler(chart, 'global', {
    queries: [query],
    alertmanagers: [alertmanager],
    ruleSelector: {},
    storage: { size: '10Gi' },
  });
  new ThanosCompactor(chart, 'compactor', {
    objectStorageConfig: STORAGE,
    replicaLabels: ['prometheus_replica'],
    retention: { raw: '30d', fiveMinutes: '180d', oneHour: '3y' },
    storage: { size: '200Gi' },
  });
  new GrafanaDashboard(chart, 'checkout-board', {
    name: 'checkout',
    json: { title: 'Checkout', panels: [], schemaVersion: 39 },
    folder: 'Payments',
    dataSource: prometheus,
  });
  new Grafana(chart, 'grafana', {
    name: 'main',
    admin: { username: secretKey('grafana', 'user'), password: secretKey('grafana', 'password') },
    storage: { emptyDir: {} },
  });
}
