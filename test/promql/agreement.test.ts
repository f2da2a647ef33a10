import { prettyPromQL, printPromQL, readPromQL, type PromQLOptions } from '../../lib/promql';
import { describeUnless, missingPrograms } from '../support/programs';
import { samplesOf } from './arbitraries';
import { dashboardCount, dashboardExpressions, missingCorpus, ruleExpressions } from './corpus';
import { Oracle, type Answer } from './oracle';
import { meaningOf, prometheusAst } from './prometheus-ast';

/** How many random expressions the newest Prometheus is asked about, and the others about a quarter of them. */
const COUNT = Number(process.env.CDK8S_PROMETHEUS_PROMQL_RUNS ?? 2_000);
const SEED = Number(process.env.CDK8S_PROMETHEUS_PROMQL_SEED ?? 20_261_126);
const PATIENCE = 60_000 + COUNT * 60;

/** What our reading and Prometheus's make of an expression, side by side. */
function difference(text: string, answer: Answer, options: PromQLOptions): string | undefined {
  const { expr, faults } = readPromQL(text, options);
  if (answer === 'unprintable') {
    return faults === undefined ? undefined : `${text}\n  we refuse: ${faults[0]?.complaint ?? ''}`;
  }
  if ('error' in answer) {
    return faults === undefined ? `${text}\n  Prometheus refuses: ${answer.error}` : undefined;
  }
  if (expr === undefined) {
    return `${text}\n  we refuse: ${faults[0]?.complaint ?? ''}`;
  }
  const [ours, theirs] = [prometheusAst(expr), answer.ast].map((ast) => JSON.stringify(ast, sortKeys));
  return ours === theirs ? undefined : `${text}\n  ours:   ${ours}\n  theirs: ${theirs}`;
}

/** With fields in order, as Prometheus prints them. */
function sortKeys(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

const ALL_FEATURES = [
  'promql-experimental-functions',
  'promql-duration-expr',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
];

const SERVERS = [
  { program: 'prometheus', version: '3.16.0', features: ALL_FEATURES, share: 1 },
  {
    program: 'prometheus',
    version: '3.16.0',
    features: [...ALL_FEATURES, 'promql-unquoted-utf8-names'],
    share: 0.25,
  },
  { program: 'prometheus', version: '3.16.0', features: [], share: 0.25 },
  { program: 'prometheus-lts', version: '3.13.5', features: ALL_FEATURES, share: 0.25 },
  { program: 'prometheus-lts', version: '3.13.5', features: [], share: 0.25 },
];

describe.each(SERVERS)('$program with features $features', ({ program, version, features, share }) => {
  const count = Math.ceil(COUNT * share);
  const options: PromQLOptions = { version, enableFeatures: features };

  describeUnless(missingPrograms([program]), 'reads as we do', () => {
    let oracle: Oracle;
    beforeAll(async () => {
      oracle = await Oracle.start(program, features);
    });
    afterAll(async () => {
      await oracle.stop();
    });

    async function differences(expressions: readonly string[]): Promise<string[]> {
      const answers = await oracle.parse(expressions);
      return expressions.flatMap((text, index) => difference(text, answers[index]!, options) ?? []);
    }

    test(
      'expressions at random',
      async () => {
        const expressions = samplesOf(count, SEED);
        expect(await differences(expressions)).toEqual([]);
        const valid = expressions.filter((text) => readPromQL(text, options).faults === undefined).length;
        expect(valid / count).toBeGreaterThan(0.2);
        expect(valid / count).toBeLessThan(0.8);
      },
      PATIENCE,
    );

    test(
      'what we print',
      async () => {
        const parsed = samplesOf(count, SEED + 1).flatMap((text) => {
          const { expr } = readPromQL(text, options);
          return expr === undefined ? [] : [expr];
        });
        for (const print of [printPromQL, prettyPromQL]) {
          const printed = parsed.map(print);
          const answers = await oracle.parse(printed);
          const wrong = parsed.flatMap((expr, index) => {
            const answer = answers[index]!;
            const ours = JSON.stringify(meaningOf(prometheusAst(expr)), sortKeys);
            const theirs =
              answer === 'unprintable'
                ? ours
                : JSON.stringify(meaningOf('ast' in answer ? answer.ast : answer), sortKeys);
            return ours === theirs ? [] : [`${printed[index]!}\n  ours:   ${ours}\n  theirs: ${theirs}`];
          });
          expect(wrong).toEqual([]);
        }
      },
      PATIENCE,
    );

    describeUnless(missingCorpus, 'of kube-prometheus', () => {
      test('234 rules', async () => {
        const expressions = ruleExpressions();
        expect(expressions).toHaveLength(234);
        expect(await differences(expressions)).toEqual([]);
        expect(expressions.filter((text) => readPromQL(text, options).faults !== undefined)).toEqual([]);
      });

      test('33 dashboards', async () => {
        const expressions = dashboardExpressions();
        expect(dashboardCount()).toBe(33);
        expect(expressions.length).toBeGreaterThan(500);
        expect(await differences(expressions)).toEqual([]);
        expect(expressions.filter((text) => readPromQL(text, options).faults !== undefined)).toEqual([]);
      });

      test('printed over several lines, as Prometheus formats them, and read again', async () => {
        const expressions = [...ruleExpressions(), ...dashboardExpressions()];
        const printed = expressions.map((text) => prettyPromQL(readPromQL(text, options).expr!));
        expect(printed.map(withoutIndent)).toEqual(
          (await oracle.format(expressions)).map((text) => withoutIndent(text ?? '')),
        );
        const again = (await oracle.parse(printed)).map((answer) =>
          meaningOf((answer as { ast: unknown }).ast),
        );
        const before = (await oracle.parse(expressions)).map((answer) =>
          meaningOf((answer as { ast: unknown }).ast),
        );
        expect(again).toEqual(before);
      });
    });
  });
});

/** Prometheus forgets to indent a subquery that fits in a line; we do not. */
function withoutIndent(text: string): string {
  return text.replace(/^ +/gm, '');
}
