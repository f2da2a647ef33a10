import { App, Chart } from 'cdk8s';
import { alert, Prometheus, PrometheusRule, type RuleGroup } from '../lib';
import { inFolder, measurePair, type Pair } from './measure';

/** Ten times as many rules may take so many times as long: linear, and what a larger heap costs. */
const GOAL = 13;

const FEW = 10_000;
const MANY = 100_000;

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
      new PrometheusRule(chart, `team-${index}`, { groups: groups() });
    }
    app.synth();
  };
}

function groups(): RuleGroup[] {
  return Array.from({ length: 10 }, (_, index) => ({
    name: `group-${index}`,
    rules: Array.from({ length: 10 }, (__, rule) =>
      alert(`CheckoutSlow${rule}`, `job:latency:p99{job="checkout"} > ${rule}`, {
        for: '5m',
        labels: { severity: 'warning' },
        annotations: {
          summary: '{{ $labels.instance }} of {{ $labels.job }} takes {{ $value | humanize }}s',
        },
      }),
    ),
  }));
}

function main(): void {
  const pair: Pair = inFolder(() => measurePair(withRules(MANY), withRules(FEW), 1));
  process.stdout.write(
    `CPU time of construction and synth: ${FEW} rules ${pair.bare.toFixed(0)} ms, ${MANY} rules ${pair.ours.toFixed(0)} ms, ` +
      `${pair.ratio.toFixed(1)} times as long (at most ${GOAL})\n`,
  );
  process.exitCode = pair.ratio > GOAL ? 1 : 0;
}

main();
