import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderYaml } from '../../lib/native';
import { groupsOfShard, type PlacedRule, type PlacementInput } from '../../lib/placement';
import { renderGroup } from '../../lib/rules';
import { run } from '../prometheus/promtool';
import { describeUnless, missingPrograms, requireProgram } from '../support/programs';
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

  describeUnless(missingPrograms(['promtool']), 'as files', () => {
    test('are accepted by promtool, on every shard and above', async () => {
      const placement = placed(input(BROADCAST));
      const folder = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-placement-'));
      try {
        for (const [name, groups] of [
          ['first', groupsOfShard(placement, 0)],
          ['other', groupsOfShard(placement, 1)],
          ['above', placement.above],
        ] as const) {
          const path = join(folder, `${name}.yaml`);
          await writeFile(path, renderYaml({ groups: groups.map(({ group }) => renderGroup(group)) }));
          const { ok, output } = await run(requireProgram('promtool'), [
            'check',
            'rules',
            '--lint=none',
            path,
          ]);
          expect([ok, output]).toEqual([true, expect.stringContaining('SUCCESS')]);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });

  describeUnless(missingPrograms(['prometheus', 'promtool']), 'on real servers', () => {
    test.each([
      ['kube-state-metrics on every shard', BROADCAST, [NOW - 600, NOW]],
      ['nothing known', [], [NOW]],
    ] as const)(
      'yield what one server yields: %s',
      async (_, jobs, times) => {
        const placement = placed(input(jobs));
        const lab = await Lab.start(syntheticSeries(input(jobs).files, jobs, SHARDS, 7), SHARDS);
        let comparisons: Comparison[];
        try {
          comparisons = await lab.compare(placement, times);
        } finally {
          await lab.stop();
        }
        expect(
          comparisons.filter(({ unsharded }) => unsharded === 'error').map(({ rule }) => rule.name),
        ).toEqual([]);
        const different = comparisons.filter(({ unsharded, sharded }) => !agree(unsharded, sharded));
        // kube_pod_info is 1 for all pods, and which of them is the first is not said.
        const wrong = different.filter(
          ({ rule, unsharded, sharded }) => !(rule.expr.includes('topk') && areTied(unsharded, sharded)),
        );
        expect(wrong.slice(0, 5)).toEqual([]);
        const filled = comparisons.filter(({ unsharded }) => unsharded !== 'error' && unsharded.size > 0);
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
