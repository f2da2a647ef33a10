import { App, Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { alert, Prometheus, PrometheusRule, ServiceMonitor } from '../lib';

/**
 * What a team publishes as a package of its own: how its application is watched. It knows nothing of the
 * Prometheus that will do so, and renders nothing by itself.
 */
class PaymentsMonitoring extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const labels = { team: 'payments' };

    new ServiceMonitor(this, 'ledger', {
      labels,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'ledger' } },
      endpoints: [{ port: 'metrics', interval: '15s' }],
    });

    new PrometheusRule(this, 'ledger-rules', {
      name: 'ledger',
      labels,
      groups: [
        {
          name: 'ledger',
          rules: [
            alert('LedgerDown', 'up{job="ledger"} == 0', {
              for: '5m',
              labels: { severity: 'critical' },
              annotations: { summary: 'The ledger does not answer on {{ $labels.instance }}.' },
            }),
          ],
        },
      ],
    });
  }
}

/** The platform's program: takes what teams publish by the label that they agreed upon, in every namespace. */
export function teamPackage(app: App): void {
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  const ofTeams = { matchExpressions: [{ key: 'team', operator: 'Exists' as const }] };
  new Prometheus(chart, 'teams', {
    storage: { size: Size.gibibytes(50) },
    serviceMonitorSelector: ofTeams,
    serviceMonitorNamespaceSelector: {},
    ruleSelector: ofTeams,
    ruleNamespaceSelector: {},
  });

  new PaymentsMonitoring(new Chart(app, 'payments', { namespace: 'payments' }), 'monitoring');
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'out/team-package' });
  teamPackage(app);
  app.synth();
}
