import fc from 'fast-check';
import { readGroups } from '../../lib/rules';
import { Where } from '../../lib/problems';
import { PROMQL_FEATURES, readPromQL } from '../../lib/promql';
import { describeUnless, missingPrograms } from '../support/programs';
import { expressions } from './arbitrary-expressions';
import { NOW, randomSeries, SPREADINGS } from './arbitrary-series';
import { agree, areTied, Lab, placed, type Comparison } from './lab';

/** How many random expressions are evaluated on real servers for each way to spread targets, and from which seed. */
const COUNT = Number(process.env.CDK8S_PROMETHEUS_PLACEMENT_RUNS ?? 400);
const SEED = Number(process.env.CDK8S_PROMETHEUS_PLACEMENT_SEED ?? 20_261_126);
const SHARDS = 3;
const RECORDS = 20;
const PATIENCE = 120_000 + COUNT * 100;

const DIALECT = { enableFeatures: PROMQL_FEATURES };

/** Expressions that Prometheus takes, always the same. */
function sample(count: number, seed: number, recorded: readonly string[]): string[] {
  const valid = fc
    .sample(expressions(recorded), { numRuns: count * 2, seed })
    .filter((text) => readPromQL(text, DIALECT).faults === undefined);
  return valid.slice(0, count);
}

describeUnless(missingPrograms(['prometheus', 'promtool']), 'random rules on real servers', () => {
  test.each(SPREADINGS)(
    `${COUNT} rules yield what one server with all targets yields: $title`,
    async (spreading) => {
      const names = Array.from({ length: RECORDS }, (_, index) => `level:recorded_${index}:value`);
      const groups = [
        {
          name: 'records',
          rules: sample(RECORDS, SEED, []).map((expr, index) => ({ record: names[index]!, expr })),
        },
        {
          name: 'alerts',
          rules: sample(COUNT, SEED + 1, names).map((expr, index) => ({ alert: `Alert${index}`, expr })),
        },
      ];
      const placement = placed({
        files: [{ file: 'random', groups: readGroups(new Where([], 'random'), groups, DIALECT) }],
        facts: { shards: SHARDS, ...spreading.facts },
        view: 'prometheus',
        evaluationInterval: '30s',
        promql: DIALECT,
      });
      const lab = await Lab.start(randomSeries(SEED, SHARDS, spreading), SHARDS);
      let comparisons: Comparison[];
      try {
        comparisons = await lab.compare(placement, [NOW], true);
      } finally {
        await lab.stop();
      }
      // What one server refuses to evaluate is no rule that anybody has, nor is one that reads it.
      const refused = comparisons
        .filter(({ unsharded }) => unsharded === 'error')
        .map(({ rule }) => rule.name);
      const meaningful = comparisons.filter(
        ({ rule, unsharded }) => unsharded !== 'error' && !refused.some((name) => reads(rule.expr, name)),
      );
      const different = meaningful.filter(({ unsharded, sharded }) => !agree(unsharded, sharded));
      const isTie = ({ rule, unsharded, sharded }: Comparison): boolean =>
        /\b(top|bottom)k\b/.test(rule.expr) && areTied(unsharded, sharded);
      const wrong = different.filter((each) => !isTie(each));
      report(comparisons, different.length - wrong.length);
      expect(wrong.slice(0, 20).map(describeDifference)).toEqual([]);
      // All classes are there, and that they are not evaluated on the shards has its reason.
      for (const wanted of ['local', 'split', 'global'] as const) {
        const filled = meaningful.filter(
          ({ rule, unsharded }) => rule.class === wanted && sizeOf(unsharded) > 0,
        );
        expect(filled.length).toBeGreaterThan(COUNT / 100);
      }
      const above = meaningful.filter(
        ({ rule, unsharded }) => rule.above !== undefined && sizeOf(unsharded) > 0,
      );
      const right = above.filter(({ unsharded, everywhere }) => agree(unsharded, everywhere!));
      expect(right.length).toBeLessThan(above.length / 2);
    },
    PATIENCE,
  );
});

function reads(expr: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(expr);
}

function sizeOf(answer: Comparison['unsharded']): number {
  return answer === 'error' ? 0 : answer.size;
}

function describeDifference({ rule, unsharded, sharded, time }: Comparison) {
  const shown = (answer: Comparison['unsharded']): unknown =>
    answer === 'error' ? answer : [...answer].sort().slice(0, 8);
  const { expr, class: its, reasons, onShards, above, partials } = rule;
  return {
    expr,
    class: its,
    time,
    reasons: reasons.map(({ part, code }) => `${code}: ${part}`),
    onShards,
    above,
    partials,
    unsharded: shown(unsharded),
    sharded: shown(sharded),
  };
}

/** The figures, for whoever runs it with many. */
function report(comparisons: readonly Comparison[], ties: number): void {
  if (process.env.CDK8S_PROMETHEUS_PLACEMENT_RUNS === undefined) {
    return;
  }
  const lines = (['local', 'replicated', 'split', 'global'] as const).map((wanted) => {
    const own = comparisons.filter(({ rule }) => rule.class === wanted);
    const filled = own.filter(({ unsharded }) => sizeOf(unsharded) > 0);
    const failed = own.filter(({ unsharded }) => unsharded === 'error');
    const naive = filled.filter(
      ({ everywhere, unsharded }) => everywhere !== undefined && agree(unsharded, everywhere),
    );
    return `${wanted}: ${own.length}, with a result ${filled.length}, refused by one server ${failed.length}, right on every shard ${naive.length}`;
  });
  process.stdout.write(`${[...lines, `ties of topk: ${ties}`].join('\n')}\n`);
}
