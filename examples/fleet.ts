import { Size } from 'cdk8s';
import {
  alert,
  Federation,
  Fleet,
  FleetApp,
  Prometheus,
  PrometheusRule,
  recordingRule,
  ServiceMonitor,
  type Cluster,
} from '../lib';

/** Where clusters differ. */
interface Values {
  readonly replicas?: number;
  readonly retention?: string;
}

/** What is watched in every cluster. */
function watched(cluster: Cluster<Values>): Prometheus {
  new ServiceMonitor(cluster, 'checkout', {
    namespaceSelector: { matchNames: ['shop'] },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'checkout' } },
    endpoints: [{ port: 'metrics' }],
  });
  new PrometheusRule(cluster, 'checkout-rules', {
    name: 'checkout',
    groups: [
      {
        name: 'checkout',
        rules: [
          alert('CheckoutDown', 'up{job="checkout"} == 0', {
            for: '5m',
            labels: { severity: 'critical' },
            annotations: { summary: 'The checkout does not answer on {{ $labels.instance }}.' },
          }),
        ],
      },
    ],
  });
  return new Prometheus(cluster, 'k8s', {
    replicas: 2,
    retention: '15d',
    storage: { size: Size.gibibytes(50) },
    serviceMonitorSelector: {},
    ruleSelector: {},
    ...cluster.values,
  });
}

/** What is there once: rules about all clusters, worked out in each of them as far as that goes. */
function overAll(hub: Cluster<Values>): Prometheus {
  const rules = new PrometheusRule(hub, 'orders', {
    groups: [
      {
        name: 'orders',
        rules: [recordingRule('cluster:orders:rate5m', 'sum by (cluster) (rate(checkout_orders_total[5m]))')],
      },
    ],
  });
  return new Prometheus(hub, 'global', { storage: { size: Size.gibibytes(20) }, prometheusRules: [rules] });
}

/** Three clusters that are watched alike, and a hub above them. A further one is a further line. */
export function fleet(app: FleetApp): void {
  const { hub, hubParts, leaves } = new Fleet<Values, Prometheus>(app, 'monitoring', {
    namespace: 'monitoring',
    hub: { name: 'hub', template: overAll },
    clusters: [
      { name: 'eu-1', labels: { region: 'eu' } },
      { name: 'us-1', labels: { region: 'us' }, values: { retention: '30d' } },
      { name: 'edge-1', labels: { region: 'eu' }, values: { replicas: 1, retention: '2d' } },
    ],
    template: watched,
  });
  if (hub !== undefined && hubParts !== undefined) {
    new Federation(hub, 'federation', {
      into: hubParts,
      from: leaves.map(({ prometheus }) => prometheus),
      // All are in one ClusterSet; the hub comes from the addresses of its pods.
      reach: 'clusterset',
      peers: [{ ipBlock: { cidr: '10.128.0.0/14' } }],
    });
  }
}

if (require.main === module) {
  const app = new FleetApp({ outdir: process.env.CDK8S_OUTDIR ?? 'out/fleet' });
  fleet(app);
  app.synth();
}
