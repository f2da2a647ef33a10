import { App, Chart } from 'cdk8s';
import { alert, Prometheus, PrometheusRule, type RuleGroup } from '../lib';
import { inFolder, measurePair, type Pair } from './measure';

/** Ten times as many rules may take so many times as long: linear, and what a larger heap costs. */
export const RULES_GOAL = 13;

export const FEW = 10_000;
export const MANY = 100_000;

/** A Prometheus with so many rules, a hundred to a construct. */
function withRules(count: number): (outdir: string) => void {
  return (outdir) => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Prometheus(chart, 'k8s', {
      storage: { emptyDir: {} },
      ruleSelector: {},
      configSlots: { rules: 256 },
    });
    for (let index = 0; index < count / 100; index++) {
      new PrometheusRule(chart, `team-${index}`, { groups: groups(`team-${index}`) });
    }
    app.synth();
  };
}

function groups(job: string): RuleGroup[] {
  return Array.from({ length: 10 }, (_, index) => ({
    name: `group-${index}`,
    rules: Array.from({ length: 10 }, (__, rule) =>
      alert(`CheckoutSlow${rule}`, `job_latency_p99{job="${job}-${index}"} > ${rule}`, {
        for: '5m',
        labels: { severity: 'warning' },
        annotations: {
          summary: '{{ $labels.instance }} of {{ $labels.job }} takes {{ $value | humanize }}s',
        },
      }),
    ),
  }));
}

/** CPU time of many rules beside that of a tenth of them. */
export function measureRules(): Pair {
  return inFolder(() => measurePair(withRules(MANY), withRules(FEW), 1));
}
