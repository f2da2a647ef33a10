import type { PlacedRule, PlacementInput } from '../../lib/placement';
import { describeUnless, missingPrograms } from '../support/programs';
import { NOW } from './arbitrary-series';
import { BROADCAST, kubePrometheusRules, missingRules } from './kube-prometheus';
import { agree, areTied, Lab, placed, type Comparison } from './lab';
import { syntheticSeries } from './synthetic-series';

const SHARDS = 3;

describeUnless(missingRules, 'the rules of kube-prometheus', () => {
  const input = (jobs: PlacementInput['facts']['jobs']): PlacementInput => ({
    files: kubePrometheusRules(),
    facts: { shards: SHARDS, ...(jobs === undefined ? {} : { jobs }) },
    view: 'thanos',
    evaluationInterval: '30s',
  });

  test('are on the shards or read what was recorded, where every shard scrapes kube-state-metrics', () => {
    const { rules } = placed(input(BROADCAST));
    expect(rules).toHaveLength(234);
    expect(classes(rules)).toEqual({ local: 101, replicated: 51, split: 81, global: 1 });
    expect(rules.filter((rule) => rule.class === 'global').map(({ name }) => name)).toEqual([
      'AlertmanagerMembersInconsistent',
    ]);
  });

  test('mostly are where nothing is known', () => {
    const { rules } = placed(input(undefined));
    expect(classes(rules)).toEqual({ local: 107, replicated: 1, split: 111, global: 15 });
  });

  describeUnless(missingPrograms(['prometheus', 'promtool']), 'on real servers', () => {
    test.each([
      ['kube-state-metrics on every shard', BROADCAST],
      ['nothing known', []],
    ])(
      'yield what one server yields: %s',
      async (_, jobs) => {
        const placement = placed(input(jobs));
        const series = syntheticSeries(input(jobs).files, jobs, SHARDS, 7);
        const lab = await Lab.start(series, SHARDS);
        let comparisons: Comparison[];
        try {
          comparisons = await lab.compare(placement, [NOW - 600, NOW]);
        } finally {
          await lab.stop();
        }
        const refused = comparisons.filter(({ unsharded }) => unsharded === 'error');
        const wrong = comparisons
          .filter(({ unsharded, sharded }) => unsharded !== 'error' && !agree(unsharded, sharded))
          .filter(({ rule, unsharded, sharded }) => !(/topk/.test(rule.expr) && areTied(unsharded, sharded)));
        expect(wrong.slice(0, 5)).toEqual([]);
        const filled = comparisons.filter(({ unsharded }) => unsharded !== 'error' && unsharded.size > 0);
        process.stdout.write(
          `${series.length} ${comparisons.length} ${filled.length} ${refused.length} ${refused.map((r) => r.rule.name).join()}\n`,
        );
        expect(filled.length).toBeGreaterThan(comparisons.length / 2);
      },
      240_000,
    );
  });
});

function classes(rules: readonly PlacedRule[]): Record<string, number> {
  const counts: Record<string, number> = {};
  rules.forEach((rule) => {
    counts[rule.class] = (counts[rule.class] ?? 0) + 1;
  });
  return counts;
}
