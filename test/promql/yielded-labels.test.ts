import fc from 'fast-check';
import { canHaveLabel, outputLabels, readPromQL, valueTypeOf } from '../../lib/promql';
import { describeUnless, missingPrograms } from '../support/programs';
import { expressions } from './arbitraries';
import { Oracle } from './oracle';

const FEATURES = ['promql-experimental-functions', 'promql-binop-fill-modifiers'];
const COUNT = 3_000;

const METRICS = ['up', 'http_requests_total', 'a', 'b', 'node_load1', 'job:x:rate5m'];
const LABELS = [
  'job="node"',
  'instance="1"',
  'instance="2"',
  'job="a",le="1"',
  'job="a",le="+Inf"',
  'a="node",_x1="q"',
];
const MINUTES = 10;

/** Samples of each metric in several series, for the minutes before an hour ago. */
function samples(end: number): string {
  const lines = METRICS.flatMap((metric) => [
    `# TYPE ${metric} gauge`,
    ...LABELS.flatMap((labels, series) =>
      Array.from(
        { length: MINUTES },
        (_, minute) => `${metric}{${labels}} ${(series + minute) % 4} ${end - 60 * (MINUTES - 1 - minute)}`,
      ),
    ),
  ]);
  return `${lines.join('\n')}\n# EOF\n`;
}

describeUnless(missingPrograms(['prometheus', 'promtool']), 'labels of real results', () => {
  const end = Math.floor(Date.now() / 60_000 - 60) * 60;
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await Oracle.start('prometheus', FEATURES, samples(end));
  });
  afterAll(async () => {
    await oracle.stop();
  });

  test('are among those that we say an expression can yield', async () => {
    const vectors = fc.sample(expressions, { numRuns: COUNT, seed: 7 }).flatMap((text) => {
      const { expr } = readPromQL(text, { enableFeatures: FEATURES });
      return expr !== undefined && valueTypeOf(expr) === 'instant vector'
        ? [{ text, labels: outputLabels(expr) }]
        : [];
    });
    const results = await oracle.labels(
      vectors.map(({ text }) => text),
      end,
    );
    const wrong = vectors.flatMap(({ text, labels }, index) =>
      (results[index] ?? [])
        .filter((label) => !canHaveLabel(labels, label))
        .map((label) => `${text} yields ${label}`),
    );
    expect(wrong).toEqual([]);
    // Only results that are not empty, of expressions that cannot yield any label, show something.
    const telling = vectors.filter(
      ({ labels }, index) => labels.kind === 'only' && results[index] !== undefined,
    );
    expect(telling.length).toBeGreaterThan(30);
  }, 120_000);
});
