import fc from 'fast-check';
import { prettyPromQL, printPromQL, readPromQL } from '../../lib/promql';
import { mutants, soup } from './arbitraries';

/** How many texts are tried, of each kind. */
const COUNT = Number(process.env.CDK8S_PROMETHEUS_PROMQL_FUZZ ?? 2_000);

const EVERYTHING = {
  enableFeatures: [
    'promql-experimental-functions',
    'promql-binop-fill-modifiers',
    'promql-unquoted-utf8-names',
  ],
};

/** Reads, and prints what could be read; faults must lie inside of the text. */
function handle(text: string): void {
  for (const options of [EVERYTHING, { version: '3.13.5', nameValidationScheme: 'Legacy' as const }]) {
    const { expr, faults } = readPromQL(text, options);
    if (expr === undefined) {
      expect(faults.length).toBeGreaterThan(0);
      for (const { start, end, line, column } of faults) {
        expect(start >= 0 && start <= end && end <= text.length && line >= 1 && column >= 1).toBe(true);
      }
    } else {
      prettyPromQL(expr);
    }
  }
}

test.each([
  ['characters of all kinds', fc.string({ unit: 'binary', maxLength: 40 })],
  [
    'halves of characters',
    fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 20 }),
  ],
  ['pieces of PromQL', soup],
  ['expressions with mistakes', mutants],
])(
  '%s are read or refused, and nothing else',
  (_, texts) => {
    fc.assert(fc.property(texts, handle), { numRuns: COUNT });
  },
  30_000 + COUNT * 10,
);

const DEEP: Readonly<Record<string, (levels: number) => string>> = {
  parentheses: (n) => `${'('.repeat(n)}1${')'.repeat(n)}`,
  'parentheses that stay open': (n) => '('.repeat(n),
  signs: (n) => `${'-'.repeat(n)}a`,
  powers: (n) => new Array<string>(n).fill('a').join('^'),
  sums: (n) => new Array<string>(n).fill('a').join('+'),
  calls: (n) => `${'abs('.repeat(n)}a${')'.repeat(n)}`,
  aggregations: (n) => `${'sum('.repeat(n)}a${')'.repeat(n)}`,
  'aggregations that stay open': (n) => 'sum by (a) ('.repeat(n),
  subqueries: (n) => `${'max_over_time('.repeat(n)}a${'[5m:])'.repeat(n)}`,
  modifiers: (n) => `a${' offset 0s'.repeat(n)}`,
  'parentheses of durations': (n) => `a[${'('.repeat(n)}5m${')'.repeat(n)}]`,
  'sums of durations': (n) => `a[${new Array<string>(n).fill('5m').join('+')}]`,
  'signs of durations': (n) => `a[${'-'.repeat(n)}(5m)]`,
};

describe.each(Object.entries(DEEP))('%s', (_, make) => {
  test('that nest 10,000 deep are refused', () => {
    const { faults } = readPromQL(make(10_000));
    expect(faults?.map(({ code }) => code)).toEqual(
      expect.arrayContaining([expect.stringMatching(/depth|syntax/)]),
    );
  });

  test('that nest 200 deep are handled as all others', () => {
    const { expr, faults } = readPromQL(make(200));
    expect(faults?.some(({ code }) => code === 'depth') ?? false).toBe(false);
    expect(expr === undefined ? '' : printPromQL(expr)).toEqual(expect.any(String));
  });
});
