import { App, Chart, Size } from 'cdk8s';
import {
  alert,
  Prometheus,
  PrometheusRule,
  recordingRule,
  ServiceMonitor,
  ThanosCompactor,
  ThanosStore,
  type ObjectStorage,
} from '../lib';

const STORAGE: ObjectStorage = {
  type: 'S3',
  // Who may read and write it follows from the ServiceAccount, so that there is no key.
  config: { bucket: 'metrics', endpoint: 's3.eu-central-1.amazonaws.com', aws_sdk_auth: true },
};

/**
 * A Prometheus of three shards that is asked as if it were one: its Service leads to a view of all of them, and rules that
 * need more than one shard are evaluated there. What is older than two weeks is in an object storage.
 */
export function sharded(app: App): void {
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  const shop = new ServiceMonitor(chart, 'shop', {
    namespaceSelector: { matchNames: ['shop'] },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
    endpoints: [{ port: 'metrics' }],
  });
  const rules = new PrometheusRule(chart, 'shop-rules', {
    groups: [
      {
        name: 'shop',
        rules: [
          recordingRule('instance:orders:rate5m', 'sum by (job, instance) (rate(shop_orders_total[5m]))'),
          alert('ShopSellsNothing', 'sum by (namespace) (rate(shop_orders_total[5m])) == 0', {
            for: '15m',
            labels: { severity: 'critical' },
            annotations: { summary: 'Nobody buys anything in {{ $labels.namespace }}.' },
          }),
        ],
      },
    ],
  });
  const past = new ThanosStore(chart, 'past', {
    objectStorageConfig: STORAGE,
    storage: { size: Size.gibibytes(20) },
  });
  new ThanosCompactor(chart, 'compactor', {
    objectStorageConfig: STORAGE,
    replicaLabels: ['prometheus_replica'],
    retention: { raw: '30d', fiveMinutes: '180d', oneHour: '3y' },
    storage: { size: Size.gibibytes(200) },
  });
  new Prometheus(chart, 'k8s', {
    shards: 3,
    replicas: 2,
    retention: '14d',
    storage: { size: Size.gibibytes(200) },
    serviceMonitors: [shop],
    prometheusRules: [rules],
    thanos: { objectStorageConfig: STORAGE },
    globalView: {
      kind: 'thanos',
      stores: [past],
      queryFrontend: {},
      ruler: { storage: { size: Size.gibibytes(20) } },
    },
  });
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'out/sharded' });
  sharded(app);
  app.synth();
}
