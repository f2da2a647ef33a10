import fc from 'fast-check';
import { parsePromQL, prettyPromQL, printPromQL, readPromQL, type Expr } from '../../lib/promql';
import { expressions } from './arbitraries';
import { meaningOf, prometheusAst } from './prometheus-ast';

test.each([
  ['sum(rate(x[300])) by(job)', 'sum by (job) (rate(x[5m]))'],
  ['a{z="1",b!="2"}/on()c', 'a{b!="2",z="1"} / on () c'],
  ["{'my metric'}", '{__name__="my metric"}'],
  ['x @ 1.5 offset 90s', 'x @ 1.500 offset 1m30s'],
  ['a ==bool on(x) group_left b', 'a == bool on (x) group_left () b'],
  ['1e25 + 0x1F', '10000000000000000000000000 + 31'],
  ['\'tab\\t"quote"\'', '"tab\\t\\"quote\\""'],
  ['x[0.0005]', 'x[0.0005]'],
  ['"\\ufffd\\xff"', '"\\ufffd\\xff"'],
])('%s is printed as %s', (text, printed) => {
  expect(printPromQL(parsePromQL(text))).toBe(printed);
});

test('long expressions are spread over several lines', () => {
  const text =
    'histogram_quantile(0.99, sum by (le, job) (rate(http_request_duration_seconds_bucket{job="api"}[5m]))) > on (job) group_left () slo:latency_seconds:p99 * 1.5';
  expect(prettyPromQL(parsePromQL(text))).toBe(
    `
  histogram_quantile(
    0.99,
    sum by (le, job) (rate(http_request_duration_seconds_bucket{job="api"}[5m]))
  )
> on (job) group_left ()
  slo:latency_seconds:p99 * 1.5`.slice(1),
  );
});

test('what is printed means the same, and is printed in the same way again', () => {
  const features = { enableFeatures: ['promql-experimental-functions', 'promql-binop-fill-modifiers'] };
  fc.assert(
    fc.property(expressions, (text) => {
      const { expr } = readPromQL(text, features);
      fc.pre(expr !== undefined);
      for (const print of [printPromQL, prettyPromQL]) {
        const again = parsePromQL(print(expr), features);
        expect(meaningOf(prometheusAst(again))).toEqual(meaningOf(prometheusAst(expr)));
        expect(print(again)).toBe(print(expr));
      }
    }),
    { numRuns: 500, maxSkipsPerRun: 20, examples: [['Inf ^ -up + fill(0) up{}']] },
  );
});

const place = { start: 0, end: 0 };
const operator = place;
const number = (value: number): Expr => ({ type: 'number', value, isDuration: false, ...place });
const minus = (expr: Expr): Expr => ({ type: 'unary', op: '-', expr, ...place });
const operation = (op: '+' | '*' | '^', lhs: Expr, rhs: Expr): Expr => ({
  type: 'binary',
  op,
  lhs,
  rhs,
  bool: false,
  operator,
  ...place,
});

test.each([
  ['(1 + 2) * 3', operation('*', operation('+', number(1), number(2)), number(3))],
  ['1 + (2 + 3)', operation('+', number(1), operation('+', number(2), number(3)))],
  ['(1 ^ 2) ^ 3', operation('^', operation('^', number(1), number(2)), number(3))],
  ['(-1) ^ 2', operation('^', number(-1), number(2))],
  ['-(1)', minus(number(1))],
  ['-(1 * 2)', minus(operation('*', number(1), number(2)))],
  ['2 ^ -(-1)', operation('^', number(2), minus(number(-1)))],
  ['-1 * 2', operation('*', number(-1), number(2))],
])('a tree that was put together gets the parentheses that it needs: %s', (text, expr) => {
  expect(printPromQL(expr)).toBe(text);
});
