import { App, Chart, Size } from 'cdk8s';
import { Prometheus, ServiceMonitor } from '../lib';

/**
 * One Prometheus that scrapes one Service.
 *
 * The Service itself is somebody else's: where the app defined it too, its ports would be checked.
 */
export function onePrometheus(app: App): void {
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });

  const checkout = new ServiceMonitor(chart, 'checkout', {
    namespaceSelector: { matchNames: ['shop'] },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'checkout' } },
    endpoints: [{ port: 'metrics' }],
  });

  new Prometheus(chart, 'small', {
    storage: { size: Size.gibibytes(20) },
    retention: '7d',
    serviceMonitors: [checkout],
  });
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'out/one-prometheus' });
  onePrometheus(app);
  app.synth();
}
