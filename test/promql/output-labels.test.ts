import { canHaveLabel, outputLabels, parsePromQL } from '../../lib/promql';

const EXPERIMENTAL = {
  enableFeatures: ['promql-experimental-functions', 'promql-binop-fill-modifiers'],
};

/** `a b` are all that there can be; `* - a` is anything but `a`. */
function describeLabels(text: string): string {
  const { kind, labels } = outputLabels(parsePromQL(text, EXPERIMENTAL));
  const names = [...labels].sort().join(' ');
  return kind === 'only' ? names : names === '' ? '*' : `* - ${names}`;
}

test.each([
  ['x', '*'],
  ['x{a=""}', '* - a'],
  ['rate(x[5m])', '* - __name__'],
  ['last_over_time(x[5m])', '*'],
  ['sum(x)', ''],
  ['sum by (a, b) (x)', 'a b'],
  ['sum by (a, b) (sum by (a) (x))', 'a'],
  ['sum without (a) (x)', '* - __name__ a'],
  ['topk by (a) (3, x)', '*'],
  ['count_values by (a) ("version", x)', 'a version'],
  ['-x', '* - __name__'],
  ['x > 1', '*'],
  ['x > bool 1', '* - __name__'],
  ['2 * x', '* - __name__'],
  ['1 + 2', ''],
  ['vector(1)', ''],
  ['hour()', ''],
  ['scalar(x) + time()', ''],
  ['x / y', '* - __name__'],
  ['x / on (a, b) y', 'a b'],
  ['sum by (a, c) (x) / on (a, b) y', 'a'],
  ['x / ignoring (a) y', '* - __name__ a'],
  ['sum by (a, b) (x) / ignoring (b) sum by (a) (y)', 'a'],
  ['x > on (a) y', 'a'],
  ['sum by (a, b) (x) > sum by (a, b) (y)', 'a b'],
  ['sum by (a, b) (x) * on (a) group_left (c, d) sum by (a, c) (y)', 'a b c'],
  ['sum by (a, d) (x) * on (a) group_left (d) sum by (a) (y)', 'a'],
  ['sum by (a) (x) * on (a) group_right sum by (a, b) (y)', 'a b'],
  ['sum by (a, b) (x) * ignoring (b) group_left () sum by (a, c) (y)', 'a b'],
  ['sum by (a) (x) + on (a, b) fill (0) sum by (b) (y)', 'a b'],
  ['sum by (a) (x) and on (b) y', 'a'],
  ['sum by (a) (x) unless y', 'a'],
  ['sum by (a) (x) or sum by (b) (y)', 'a b'],
  ['sum by (a) (x) or vector(0)', 'a'],
  ['absent(x{a="1", b!="2", c="3", c=~"3"})', 'a'],
  ['absent_over_time(x{a="1"}[5m])', 'a'],
  ['absent(sum(x{a="1"}))', ''],
  ['label_replace(sum by (a) (x), "b", "$1", "a", "(.*)")', 'a b'],
  ['label_join(sum by (a) (x), "b", "-", "a")', 'a b'],
  ['histogram_quantile(0.9, sum by (le, a) (x))', 'a'],
  ['histogram_quantiles(sum by (le, a) (x), "q", 0.5, 0.9)', 'a q'],
  ['info(sum by (a) (x))', '*'],
  ['max_over_time(sum by (a) (x)[1h:])', 'a'],
])('%s can have %s', (text, labels) => {
  expect(describeLabels(text)).toBe(labels);
});

test('a label is asked for by name', () => {
  const labels = outputLabels(parsePromQL('sum by (job) (up)'));
  expect([canHaveLabel(labels, 'job'), canHaveLabel(labels, 'pod')]).toEqual([true, false]);
  const rest = outputLabels(parsePromQL('sum without (pod) (up)'));
  expect([canHaveLabel(rest, 'job'), canHaveLabel(rest, 'pod')]).toEqual([true, false]);
});
