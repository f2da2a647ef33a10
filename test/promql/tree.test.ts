import {
  metricNamesOf,
  parsePromQL,
  printPromQL,
  rewritePromQL,
  selectorsOf,
  walkPromQL,
  type Expr,
} from '../../lib/promql';

const renamed = (node: Expr): Expr => (node.type === 'vectorSelector' ? { ...node, name: 'y' } : node);

test.each([
  ['x', 'y'],
  ['rate(x[5m] offset 1h)', 'rate(y[5m] offset 1h)'],
  ['topk(scalar(x), x)', 'topk(scalar(y), y)'],
  ['max_over_time((x / on (job) x)[1h:])', 'max_over_time((y / on (job) y)[1h:])'],
])('all selectors of %s are rewritten', (before, after) => {
  expect(printPromQL(rewritePromQL(parsePromQL(before), renamed))).toBe(after);
});

test('what is not changed is shared', () => {
  const expr = parsePromQL('sum(x) + time()');
  expect(rewritePromQL(expr, (node) => node)).toBe(expr);
  const changed = rewritePromQL(expr, renamed);
  expect(changed).toMatchObject({ type: 'binary' });
  expect(changed.type === 'binary' && expr.type === 'binary' && changed.rhs === expr.rhs).toBe(true);
});

test('a range keeps its selector', () => {
  expect(() =>
    rewritePromQL(parsePromQL('rate(x[5m])'), (node) =>
      node.type === 'vectorSelector' ? parsePromQL('1') : node,
    ),
  ).toThrow('the selector of a range was replaced by number');
});

test('a walk goes from the outside in, and leaves out what it is told to', () => {
  const seen: string[] = [];
  walkPromQL(parsePromQL('sum(a) / max(b)'), (node, parent) => {
    seen.push(`${parent?.type ?? 'nothing'} > ${node.type}`);
    return node.type !== 'aggregation' || node.op !== 'max';
  });
  expect(seen).toEqual([
    'nothing > binary',
    'binary > aggregation',
    'aggregation > vectorSelector',
    'binary > aggregation',
  ]);
});

test.each([
  ['up{job="a"}', ['up']],
  ['{__name__="up"}', ['up']],
  ['{"my metric"}', ['my metric']],
  ['{__name__=~"a|b:c"}', ['a', 'b:c']],
  ['{__name__=~"a.*"}', undefined],
  ['{job="a"}', undefined],
])('%s selects the metrics %j', (text, names) => {
  expect(selectorsOf(parsePromQL(text)).map(metricNamesOf)).toEqual([names]);
});
