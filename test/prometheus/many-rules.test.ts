import type { Chart } from 'cdk8s';
import { alert, PrometheusRule, recordingRule, type RuleGroup } from '../../lib/rules';
import { errors, synth, takesAll, type Monitoring } from './monitoring';

const SLOW = alert('CheckoutSlow', 'job:latency:p99{job="checkout"} > 1', {
  for: '5m',
  labels: { severity: 'warning', team: 'payments' },
  annotations: {
    summary: '{{ $labels.instance }} is slow',
    runbook_url: 'https://runbooks.example.com/checkout',
  },
});

/** So many groups of ten rules. */
function groups(count: number, expr = SLOW.expr): RuleGroup[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `group-${index}`,
    rules: Array.from({ length: 10 }, (__, rule) => ({
      ...SLOW,
      alert: `Slow${rule}`,
      ...(index === 0 ? { expr } : {}),
    })),
  }));
}

/** So many rules, a hundred to a construct. */
function rules(chart: Chart, count: number, expr?: string): void {
  for (let index = 0; index < count / 100; index++) {
    new PrometheusRule(chart, `team-${index}`, { groups: groups(10, index === 7 ? expr : undefined) });
  }
}

function compile(count: number, expr?: string): Monitoring {
  return synth((chart) => {
    takesAll(chart);
    rules(chart, count, expr);
  });
}

const maps = ({ manifests }: Monitoring) =>
  manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.includes('rulefiles'));

test('a change of one rule of thousands changes one ConfigMap, and a thousand more roll no pod', () => {
  const before = compile(2_000);
  const changed = compile(2_000, 'job:latency:p99 > 2');
  const others = maps(changed).map((map) => JSON.stringify(map));
  expect(maps(before).filter((map) => !others.includes(JSON.stringify(map)))).toHaveLength(1);
  expect(maps(before).length).toBe(maps(changed).length);

  const more = compile(3_000);
  expect(JSON.stringify(more.statefulSet.template)).toBe(JSON.stringify(before.statefulSet.template));
});

test('a group that no ConfigMap holds is told by its name, with the way out', () => {
  const huge = recordingRule('huge', `up{job=~"${'a|'.repeat(150_000)}b"}`);
  const found = errors((chart) => {
    takesAll(chart);
    new PrometheusRule(chart, 'slo', {
      groups: [
        { name: 'small', rules: [SLOW] },
        { name: 'huge', rules: [huge] },
      ],
    });
  });
  expect(found).toEqual([
    `monitoring/k8s: prometheusRule "slo" (monitoring/slo): groups[1] "huge" comes to 294 KiB, and a ConfigMap holds 240
  Divide the group. Its rules are evaluated one after the other: keep those together that read what others of it record.`,
  ]);
});
