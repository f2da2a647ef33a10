import { App, Chart, Size } from 'cdk8s';
import { Alertmanager, Prometheus } from '../lib';

/**
 * An Alertmanager whose configuration is not in this program: somebody else writes the ConfigMap `main`
 * with the key `alertmanager.yml`, by hand or with another tool. The pods wait until it is there, and a
 * later change of it is loaded without a restart.
 *
 *     kubectl -n monitoring create configmap main --from-file=alertmanager.yml
 */
export function externalAlertmanagerConfig(app: App): void {
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });

  const alertmanager = new Alertmanager(chart, 'main', {
    replicas: 3,
    storage: { size: Size.gibibytes(1) },
    config: 'external',
  });

  new Prometheus(chart, 'k8s', {
    replicas: 2,
    storage: { size: Size.gibibytes(50) },
    alerting: { alertmanagers: [alertmanager] },
  });
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'out/external-alertmanager-config' });
  externalAlertmanagerConfig(app);
  app.synth();
}
