import { parsePromQL, readPromQL, selectorsOf, valueTypeOf, walkPromQL } from '../../lib/promql';

test('an expression is read into a tree that knows its places', () => {
  const text = 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m] offset 1h))';
  const expr = parsePromQL(text);
  const parts: Array<[string, string]> = [];
  walkPromQL(expr, ({ type, start, end }) => parts.push([type, text.slice(start, end)]));
  expect(parts).toEqual([
    ['aggregation', text],
    ['call', 'rate(http_requests_total{code=~"5.."}[5m] offset 1h)'],
    ['matrixSelector', 'http_requests_total{code=~"5.."}[5m] offset 1h'],
    ['vectorSelector', 'http_requests_total{code=~"5.."}'],
  ]);
  expect(selectorsOf(expr)).toEqual([
    expect.objectContaining({
      name: 'http_requests_total',
      matchers: [{ name: 'code', type: '=~', value: '5..' }],
      offset: expect.objectContaining({ type: 'number', value: 3600, isDuration: true }),
    }),
  ]);
});

test('the tree is frozen', () => {
  const frozen = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(frozen));
  const expr = parsePromQL(
    'sum by (a) (x{b="c"}) / on (a) group_left (d) -y + (max_over_time(z[5m:1m])) * label_join(u, "a", ",", "b")',
  );
  expect(frozen(expr)).toBe(true);
});

test.each([
  ['a + b offset 5m', 'binary'],
  ['-a offset 5m', 'unary'],
  ['-1 ^ 2', 'unary'],
  ['a offset -2 ^ 2', 'binary'],
  ['a unless b offset 5m + c', 'binary'],
])('%s: modifiers bind tighter than operators, powers tighter than signs', (text, type) => {
  expect(parsePromQL(text).type).toBe(type);
});

test('only what stands behind a parenthesis is arithmetic of an offset', () => {
  expect(parsePromQL('x offset 5m * 2').type).toBe('binary');
  expect(parsePromQL('x offset (5m) * 2')).toMatchObject({ type: 'vectorSelector', offset: { op: '*' } });
});

test.each([
  ['1 + 2', 'scalar'],
  ['up > 1', 'instant vector'],
  ['up[5m]', 'range vector'],
  ['"a"', 'string'],
  ['(scalar(up))', 'scalar'],
])('%s is of the type %s', (text, type) => {
  expect(valueTypeOf(parsePromQL(text))).toBe(type);
});

test('names of other scripts stand in quotes, or without them where that is enabled', () => {
  expect(parsePromQL('{"http.server.duration", "server.address"="a"}')).toMatchObject({
    matchers: [
      { name: '__name__', value: 'http.server.duration' },
      { name: 'server.address', value: 'a' },
    ],
  });
  const features = { enableFeatures: ['promql-unquoted-utf8-names'] };
  expect(parsePromQL('http.server.duration{équipe="a"}', features)).toMatchObject({
    name: 'http.server.duration',
    matchers: [{ name: 'équipe' }],
  });
  expect(readPromQL('http.server.duration', { ...features, version: '3.15.1' }).faults).toHaveLength(1);
});

test.each([
  ['"\\x41\\u00e9\\U0001f600\\101"', 'Aé😀A'],
  ["'it\\'s'", "it's"],
  ['`\\n"`', '\\n"'],
  ['"\\xc3\\xa9"', 'é'],
  ['"\\xff"', '\udcff'],
])('%s stands for a text', (text, value) => {
  expect(parsePromQL(text)).toMatchObject({ type: 'string', value });
});
