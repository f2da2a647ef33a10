import { Size } from 'cdk8s';
import { alert, Fleet, FleetApp, Prometheus, PrometheusRule, ServiceMonitor, type Cluster } from '../lib';

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

/** Three clusters that are watched alike. A further one is a further line. */
export function fleet(app: FleetApp): void {
  new Fleet<Values>(app, 'monitoring', {
    namespace: 'monitoring',
    clusters: [
      { name: 'eu-1', labels: { region: 'eu' } },
      { name: 'us-1', labels: { region: 'us' }, values: { retention: '30d' } },
      { name: 'edge-1', labels: { region: 'eu' }, values: { replicas: 1, retention: '2d' } },
    ],
    template: watched,
  });
}

if (require.main === module) {
  const app = new FleetApp({ outdir: process.env.CDK8S_OUTDIR ?? 'out/fleet' });
  fleet(app);
  app.synth();
}
