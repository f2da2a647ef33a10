import { App, Chart, Size } from 'cdk8s';
import { alert, Federation, Prometheus, PrometheusRule, recordingRule, ServiceMonitor } from '../lib';

/** A Prometheus of a cluster, which scrapes the shop there. */
function ofCluster(app: App, cluster: string): Prometheus {
  const chart = new Chart(app, `cluster-${cluster}`, { namespace: `monitoring-${cluster}` });
  const shop = new ServiceMonitor(chart, 'shop', {
    namespaceSelector: { matchNames: ['shop'] },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
    endpoints: [{ port: 'metrics' }],
  });
  return new Prometheus(chart, cluster, {
    replicas: 2,
    storage: { size: Size.gibibytes(50) },
    externalLabels: { cluster },
    serviceMonitors: [shop],
  });
}

/** Two clusters and a Prometheus above them, whose rules are about both. */
export function federation(app: App): void {
  const hub = new Chart(app, 'hub', { namespace: 'monitoring' });
  const rules = new PrometheusRule(hub, 'shop', {
    groups: [
      {
        name: 'shop',
        rules: [
          recordingRule('shop:orders:rate5m', 'sum by (kind) (rate(shop_orders_total[5m]))'),
          alert('ShopSellsNothing', 'sum by (cluster) (rate(shop_orders_total[5m])) == 0', {
            for: '15m',
            labels: { severity: 'critical' },
            annotations: { summary: 'Nobody buys anything in {{ $labels.cluster }}.' },
          }),
        ],
      },
    ],
  });
  const global = new Prometheus(hub, 'global', {
    storage: { size: Size.gibibytes(20) },
    prometheusRules: [rules],
  });
  new Federation(hub, 'fleet', {
    into: global,
    from: [ofCluster(app, 'eu'), ofCluster(app, 'us')],
    // Each cluster is one of a ClusterSet; the hub comes from its pods' addresses.
    reach: 'clusterset',
    peers: [{ ipBlock: { cidr: '10.128.0.0/14' } }],
  });
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'out/federation' });
  federation(app);
  app.synth();
}
