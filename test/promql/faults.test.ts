import {
  formatFault,
  parsePromQL,
  PromQLError,
  readPromQL,
  type FaultCode,
  type PromQLOptions,
} from '../../lib/promql';

type Case = readonly [text: string, code: FaultCode, message: string, options?: PromQLOptions];

/** What is wrong, and what is said about it: one of each kind at least. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  'what is no PromQL': [
    [
      '',
      'syntax',
      '1:1: unexpected end of input, expected an expression. There is nothing but white space and comments.',
    ],
    ['sum(up', 'syntax', '1:7: unexpected end of input in arguments, expected "," or ")"'],
    ['up)', 'syntax', '1:3: unexpected ")", expected an operator or the end'],
    ['up down', 'syntax', '1:4: unexpected name "down", expected an operator or the end'],
    ['a +\n  * b', 'syntax', '2:3: unexpected "*", expected an expression'],
    [
      'sum(up,)',
      'syntax',
      '1:8: unexpected ")" after a comma, expected an expression. Trailing commas are not allowed in arguments.',
    ],
    ['sum(up) by job', 'syntax', '1:12: unexpected name "job" after by, expected "(" and labels'],
    [
      'sum by (job instance) (up)',
      'syntax',
      '1:13: unexpected name "instance" in the labels of by, expected "," or ")"',
    ],
    ['sum by (1) (up)', 'syntax', '1:9: unexpected number 1 in the labels of by, expected a label'],
    [
      'sum by (job) up',
      'syntax',
      '1:14: unexpected name "up" in the aggregation sum, expected "(" and arguments',
    ],
    ['up{job}', 'syntax', '1:7: unexpected "}" after label job, expected one of = != =~ !~'],
    [
      'up{job=node}',
      'syntax',
      '1:8: unexpected name "node" in the matchers, expected a string. Put the value in quotes: job="node".',
    ],
    ['up{job=="node"}', 'syntax', '1:8: unexpected "=" in the matchers, expected a string. One = is enough.'],
    ['up{job="node"', 'syntax', '1:14: unexpected end of input in the matchers, expected "," or "}"'],
    ['up[5m', 'syntax', '1:6: unexpected end of input in square brackets, expected ":" or "]"'],
    ['up[]', 'syntax', '1:4: unexpected "]", expected a duration, a number, step() or range()'],
    [
      'up[$__interval]',
      'syntax',
      '1:4: unexpected character "$". Variables of dashboards have no meaning in a rule: write what they stand for.',
    ],
    [
      'up[day]',
      'syntax',
      '1:4: unexpected "day" in square brackets. A range is a duration, for example [5m] or [1h:5m].',
    ],
    [
      'up offset',
      'syntax',
      '1:10: unexpected end of input in an offset, expected a duration, a number, step() or range()',
    ],
    [
      'up @ now',
      'syntax',
      '1:6: unexpected name "now" after @, expected a Unix time in seconds, start() or end()',
    ],
    ['a && b', 'syntax', '1:3: unexpected character "&". Write `and`.'],
    ['a || b', 'syntax', '1:3: unexpected character "|". Write `or`.'],
    ['up{job=“node”}', 'syntax', '1:8: unexpected character "“" in braces. Use straight quotes.'],
    [
      'http.requests',
      'syntax',
      '1:5: unexpected character ".". A name with dots stands in braces and quotes: {"my.metric"}.',
    ],
    ['up =~ "a"', 'syntax', '1:4: unexpected character "=". Labels are matched in braces: {job=~"…"}.'],
    ['a + on', 'syntax', '1:7: unexpected end of input after on, expected "(" and labels'],
    [
      'bool',
      'syntax',
      '1:1: unexpected keyword "bool", expected an expression. The metric of this name is {"bool"}.',
    ],
  ],
  'literals that are none': [
    [
      '1.2.3',
      'literal',
      '1:1: "1.2.3" is neither a number nor a duration. A duration is whole numbers with units from large to small (y, w, d, h, m, s, ms), for example 1h30m.',
    ],
    ['0x', 'literal', '1:1: 0x is not a number that fits 64 bits'],
    [
      'up[5min]',
      'literal',
      '1:4: "5min" is neither a number nor a duration. A duration is whole numbers with units from large to small (y, w, d, h, m, s, ms), for example 1h30m.',
    ],
    [
      'up[1m1h]',
      'literal',
      '1:4: "1m1h" is not a duration. Write whole numbers with units from large to small (y, w, d, h, m, s, ms), for example 1h30m.',
    ],
    ['up[0s]', 'literal', '1:4: duration must be greater than 0'],
    ['up[1e20]', 'literal', '1:4: duration out of range. The longest is 106751d23h47m16s854ms.'],
    ['up[5m / 0]', 'literal', '1:7: division by zero'],
    ['"a', 'literal', '1:1: unterminated quoted string'],
    [
      '"\\d"',
      'literal',
      '1:2: unknown escape "\\\\d" in a string. Write a backslash as two, or the string in backticks.',
    ],
    ['up @ Inf', 'literal', '1:4: timestamp out of bounds for @ modifier: Infinity'],
  ],
  'patterns that RE2 refuses': [
    [
      'up{job=~"(?!a)"}',
      'regex',
      '1:4: "(?!a)" is not a regular expression that RE2 accepts: error parsing regexp: invalid or unsupported Perl syntax: `(?!`. RE2 has no look-around and no back references.',
    ],
    [
      'up{job!~"("}',
      'regex',
      '1:4: "(" is not a regular expression that RE2 accepts: error parsing regexp: missing closing ): `(`. RE2 has no look-around and no back references.',
    ],
  ],
  'names that the scheme does not have': [
    [
      '{"http.requests"}',
      'name',
      '1:2: "http.requests" is not the name of a metric under the legacy scheme of names. Use letters, digits, underscores and colons, and do not begin with a digit.',
      { nameValidationScheme: 'Legacy' },
    ],
    [
      'up{"a.b"="c"}',
      'name',
      '1:4: "a.b" is not the name of a label under the legacy scheme of names. Use letters, digits and underscores, and do not begin with a digit.',
      { nameValidationScheme: 'Legacy' },
    ],
    [
      'sum by ("a.b") (up)',
      'name',
      '1:9: "a.b" is not the name of a label under the legacy scheme of names. Use letters, digits and underscores, and do not begin with a digit.',
      { nameValidationScheme: 'Legacy' },
    ],
    ['sum by ("") (up)', 'name', '1:9: invalid label name for grouping: ""'],
  ],
  'functions that are not there': [
    ['rte(up[5m])', 'function', '1:1: unknown function with name "rte". Did you mean "rate"?'],
    ['summe(up)', 'function', '1:1: unknown function with name "summe"'],
    [
      'holt_winters(up[1h], 0.5, 0.5)',
      'function',
      '1:1: function "holt_winters" is gone since Prometheus 3.0. Use double_exponential_smoothing.',
    ],
    [
      'integral(up[1h])',
      'function',
      '1:1: function "integral" came with Prometheus 3.16. Version is 3.13.5.',
      { version: '3.13.5' },
    ],
  ],
  'features that are not enabled': [
    [
      'mad_over_time(up[1h])',
      'feature',
      '1:1: function "mad_over_time" is not enabled. Enable the feature "promql-experimental-functions".',
    ],
    [
      'first_over_time(up[1h])',
      'feature',
      '1:1: function "first_over_time" is not enabled. Enable the feature "promql-experimental-functions", or upgrade to Prometheus 3.14, which needs no feature for it.',
      { version: '3.13.5' },
    ],
    [
      'limitk(3, up)',
      'feature',
      '1:1: the aggregation limitk is not enabled. Enable the feature "promql-experimental-functions".',
    ],
    [
      'a + fill(0) b',
      'feature',
      '1:5: the modifier fill is not enabled. Enable the feature "promql-binop-fill-modifiers".',
    ],
    [
      'up[5m + 1m]',
      'feature',
      '1:4: arithmetic of durations is not enabled. Enable the feature "promql-duration-expr", or upgrade to Prometheus 3.14, which needs no feature for it.',
      { version: '3.13.5' },
    ],
    [
      'rate(up[5m] anchored)',
      'feature',
      '1:13: the modifier anchored is not enabled. Enable the feature "promql-extended-range-selectors", or upgrade to Prometheus 3.16, which needs no feature for it.',
      { version: '3.15.1' },
    ],
  ],
  'arguments in the wrong number': [
    [
      'rate()',
      'arguments',
      '1:1: expected 1 argument(s) in call to "rate", got 0. It is rate(range vector).',
    ],
    [
      'round(up, 1, 2)',
      'arguments',
      '1:1: expected at most 2 argument(s) in call to "round", got 3. It is round(instant vector, scalar (optional)).',
    ],
    [
      'label_join(up)',
      'arguments',
      '1:1: expected at least 3 argument(s) in call to "label_join", got 1. It is label_join(instant vector, string, string, string (any number)).',
    ],
    [
      'topk(up)',
      'arguments',
      '1:1: wrong number of arguments for aggregate expression provided, expected 2, got 1. It is topk(scalar, instant vector).',
    ],
    [
      'sum()',
      'arguments',
      '1:1: wrong number of arguments for aggregate expression provided, expected 1, got 0',
    ],
  ],
  'values of the wrong type': [
    [
      'rate(up)',
      'type',
      '1:6: expected type range vector in call to function "rate", got instant vector. Say over which time: up[5m].',
    ],
    [
      'rate(sum(up))',
      'type',
      '1:6: expected type range vector in call to function "rate", got instant vector. A range of an expression is a subquery: (sum(up))[5m:].',
    ],
    [
      'sum(up[5m])',
      'type',
      '1:5: expected type instant vector in aggregation expression, got range vector. Apply a function to the range first, for example rate() or max_over_time().',
    ],
    [
      'abs(1)',
      'type',
      '1:5: expected type instant vector in call to function "abs", got scalar. Make a vector of it: vector(1).',
    ],
    [
      'histogram_quantile(up, 0.9)',
      'type',
      '1:20: expected type scalar in call to function "histogram_quantile", got instant vector. Make a scalar of it: scalar(up).',
    ],
    [
      'count_values(1, up)',
      'type',
      '1:14: expected type string in aggregation parameter, got scalar. Put it in quotes.',
    ],
    ['1 > 2', 'type', '1:3: comparisons between scalars must use BOOL modifier. Write `> bool`.'],
    [
      'up and 1',
      'type',
      '1:4: set operator "and" not allowed in binary scalar expression. Make a vector of a number with vector(…).',
    ],
    [
      'up + up[5m]',
      'type',
      '1:6: binary expression must contain only scalar and instant vector types, not range vector. Apply a function to the range first, for example rate().',
    ],
    [
      '-"a"',
      'type',
      '1:1: unary expression only allowed on expressions of type scalar or instant vector, got string',
    ],
    [
      '(1)[5m:]',
      'type',
      '1:1: expected type instant vector in a subquery, got scalar. Make a vector of it: vector((1)).',
    ],
    [
      'info(up, target_info)',
      'type',
      '1:10: expected label selectors only. Write matchers in braces, without a name of a metric: {k8s_cluster_name=~".+"}.',
      { enableFeatures: ['promql-experimental-functions'] },
    ],
  ],
  'matching that means nothing': [
    ['a + bool b', 'matching', '1:3: bool modifier can only be used on comparison operators'],
    [
      'a * on (job) group_left (job) b',
      'matching',
      '1:3: label "job" must not occur in ON and GROUP clause at once. Labels of the on clause are in the result anyway: leave it out of the group clause.',
    ],
    [
      'a and on (job) group_left () b',
      'matching',
      '1:3: no grouping allowed for "and" operation. Leave out group_left or group_right.',
    ],
    ['a + on (job) 1', 'matching', '1:3: vector matching only allowed between instant vectors'],
  ],
  'modifiers in the wrong place': [
    [
      'sum(up) offset 5m',
      'modifier',
      '1:1: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery. Write it behind the selector, inside of the function.',
    ],
    ['up offset 5m offset 1m', 'modifier', '1:1: offset may not be set multiple times'],
    ['up @ 1 @ 2', 'modifier', '1:1: @ <timestamp> may not be set multiple times'],
    [
      'up offset 5m [5m]',
      'modifier',
      '1:14: no offset modifiers allowed before range. Write x[5m] offset 1h.',
    ],
    [
      'sum(up)[5m]',
      'modifier',
      '1:8: ranges only allowed for vector selectors. A range of an expression is a subquery: (…)[5m:].',
    ],
    ['up anchored smoothed', 'modifier', '1:13: anchored and smoothed modifiers cannot be used together'],
    ['up[5m:] smoothed', 'modifier', '1:9: smoothed modifier is not supported for subqueries'],
  ],
  'selectors of everything': [
    [
      '{}',
      'selector',
      '1:1: vector selector must contain at least one non-empty matcher. Name a metric, or match a label that must be there: {job=~".+"}.',
    ],
    [
      '{job=~".*"}',
      'selector',
      '1:1: vector selector must contain at least one non-empty matcher. Name a metric, or match a label that must be there: {job=~".+"}.',
    ],
    [
      'up{__name__="down"}',
      'selector',
      '1:1: metric name must not be set twice: "up" or "down". Name it before the braces or in them.',
    ],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  // Jest takes a parameter that a row has no value for as its callback.
  test.each(cases.map(([text, ...rest]) => [text, rest] as const))('%s', (text, [code, message, options]) => {
    const { faults } = readPromQL(text, options);
    expect(faults?.map(formatFault)).toContain(message);
    expect(faults?.map((fault) => fault.code)).toContain(code);
  });
});

test('several faults are told together, in the order of the text', () => {
  const { faults } = readPromQL('rate(up) + sum(b[5m]) + rte(c)');
  expect(faults?.map(({ code, column }) => [code, column])).toEqual([
    ['type', 6],
    ['type', 16],
    ['function', 25],
  ]);
});

test('a fault stands in its line, and at its offset', () => {
  const text = 'sum by (job) (\n  rate(up)\n)';
  const { faults } = readPromQL(text);
  expect(faults).toEqual([expect.objectContaining({ line: 2, column: 8, start: 22, end: 24 })]);
  expect(text.slice(22, 24)).toBe('up');
});

test('all that is wrong is thrown as one error', () => {
  const text = 'rate(up) + rte(b)';
  expect(() => parsePromQL(text)).toThrow(PromQLError);
  try {
    parsePromQL(text);
  } catch (error) {
    const { faults, message } = error as PromQLError;
    expect(faults).toHaveLength(2);
    expect(message).toBe(
      [
        '"rate(up) + rte(b)" is not PromQL:',
        '  1:6: expected type range vector in call to function "rate", got instant vector. Say over which time: up[5m].',
        '  1:12: unknown function with name "rte". Did you mean "rate"?',
      ].join('\n'),
    );
  }
});

test('a version that is none is refused', () => {
  expect(() => readPromQL('up', { version: 'latest' })).toThrow(
    '"latest" is not a version of Prometheus, for example "3.16.0"',
  );
});
