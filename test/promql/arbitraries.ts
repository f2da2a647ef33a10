import fc from 'fast-check';
import { PROMQL_FUNCTIONS } from '../../lib/promql/functions';
import { PARAMETRIC_AGGREGATIONS, PLAIN_AGGREGATIONS } from '../../lib/promql';

type Text = fc.Arbitrary<string>;

const KEYWORDS = [
  ...PLAIN_AGGREGATIONS,
  ...PARAMETRIC_AGGREGATIONS,
  ...['and', 'or', 'unless', 'atan2', 'offset', 'anchored', 'smoothed', 'by', 'without', 'on', 'ignoring'],
  ...[
    'group_left',
    'group_right',
    'fill',
    'fill_left',
    'fill_right',
    'bool',
    'start',
    'end',
    'step',
    'range',
  ],
  ...['max_of', 'min_of', 'inf', 'nan', 'Inf', 'NaN', 'SUM', 'By', 'OFFSET'],
];

const NUMBERS = [
  ...[
    '0',
    '1',
    '5',
    '0.5',
    '.5',
    '5.',
    '1e3',
    '1.e3',
    '1E-3',
    '0x1F',
    '0X_1f',
    '017',
    '08',
    '1_000',
    '1_0.5',
  ],
  ...[
    'Inf',
    'NaN',
    '1e400',
    '0x',
    '1__0',
    '1_',
    '0x1e5',
    '0xee',
    '0x1e+5',
    '1.2.3',
    '5e',
    '99999999999999999999',
  ],
  ...[
    '18446744073709551616',
    '9223372036854775808',
    '0xFFFFFFFFFFFFFFFFFF',
    '1e-400',
    '0_7',
    '1e5_0',
    '0x1p4',
  ],
];
const DURATIONS = [
  ...['5m', '1h30m', '1d', '1w', '1y', '500ms', '1m500ms', '0s', '1h0m', '5M', '5mm', '1m1h', '300y', '1ms'],
  ...['1y2w3d4h5m6s7ms', '10s5', '1.5h', '5mx', '1s1s', '1hs'],
];
const VALUES = [
  ...[
    '',
    'a',
    'node',
    'a|b',
    '.*',
    '.+',
    '^a$',
    '(',
    'a{1001}',
    '(?=a)',
    '\\\\d+',
    '[',
    '(?i)a',
    '\\n',
    'é',
    'x"y',
  ],
  ...[
    "it's",
    '\\x41',
    '\\u00e9',
    '\\xff',
    '\\777',
    '\\101',
    '\\q',
    '日本',
    'a)(b',
    '()|a',
    '(?P<n>a)',
    '(?<n>a)',
    '\\\\pN',
  ],
  ...[
    'a||b',
    '|',
    'a**',
    'a++',
    '\\\\Qa\\\\E',
    '$',
    '^',
    '\\\\b',
    '\\\\B',
    '\\\\z',
    '\\\\C',
    'x{,5}',
    '[[:alpha:]]',
    '\\ud800',
  ],
];

const oneOf = (...texts: readonly string[]): Text => fc.constantFrom(...texts);

const name = fc.oneof(
  { weight: 8, arbitrary: oneOf('up', 'http_requests_total', 'a', 'b', 'job:x:rate5m', 'node_load1') },
  { weight: 1, arbitrary: oneOf(...KEYWORDS) },
  { weight: 1, arbitrary: oneOf('_', ':', 'a:b', 'infinity', 'nano', 'A1', 'température', 'a.b', 'ſum') },
);
const label = fc.oneof(
  { weight: 8, arbitrary: oneOf('job', 'instance', 'le', 'a', '__name__', '_x1') },
  { weight: 1, arbitrary: oneOf(...KEYWORDS) },
  { weight: 1, arbitrary: oneOf('"job"', '"a b"', "'x.y'", '`z`', '""', 'a:b', '1a', 'é', 'a.b') },
);
const space = fc.oneof(
  { weight: 12, arbitrary: fc.constant(' ') },
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: oneOf('\n', '\t', '\r\n', ' # note\n', '  ', '\u00a0') },
);
const number = fc.oneof(
  { weight: 3, arbitrary: fc.nat(1000).map(String) },
  {
    weight: 1,
    arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => String(Math.abs(value))),
  },
  { weight: 1, arbitrary: oneOf(...NUMBERS) },
);
const duration = fc.oneof(
  { weight: 4, arbitrary: oneOf('5m', '1h', '30s', '1h30m') },
  { weight: 1, arbitrary: oneOf(...DURATIONS) },
  { weight: 1, arbitrary: number },
);
const quoted = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: oneOf('a', 'node', '.*', '.+', '') }, oneOf(...VALUES)),
    oneOf('"', "'", '`'),
  )
  .map(([value, quote]) => `${quote}${value}${quote}`);

/** Puts texts together with white space between them. */
const spaced = (...parts: ReadonlyArray<string | Text>): Text =>
  fc
    .tuple(...parts.map((part) => fc.tuple(typeof part === 'string' ? fc.constant(part) : part, space)))
    .map((pieces) => pieces.map(([text, blank]) => text + blank).join(''));
const listOf = (item: Text, maxLength: number): Text =>
  fc
    .tuple(fc.array(item, { maxLength }), fc.nat(20))
    .map(([items, trailing]) => items.join(',') + (trailing === 0 ? ',' : ''));

const matcher = fc.oneof(
  { weight: 8, arbitrary: spaced(label, oneOf('=', '!=', '=~', '!~'), quoted) },
  { weight: 1, arbitrary: quoted },
);
const labels = spaced('(', listOf(label, 3), ')');
const signed = fc.tuple(oneOf('', '', '', '-', '+'), number).map(([sign, digits]) => sign + digits);

const durations = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    { weight: 8, arbitrary: duration },
    { weight: 1, arbitrary: oneOf('step()', 'range()', 'STEP()', 'step') },
    { weight: 1, arbitrary: spaced(tie('any'), oneOf('+', '-', '*', '/', '%', '^'), tie('any')) },
    { weight: 1, arbitrary: spaced(oneOf('-', '+'), tie('any')) },
    { weight: 1, arbitrary: spaced('(', tie('any'), ')') },
    { weight: 1, arbitrary: spaced(oneOf('min_of', 'max_of'), '(', tie('any'), ',', tie('any'), ')') },
  ),
})).any;

const selector = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 3, arbitrary: spaced(name, '{', listOf(matcher, 3), '}') },
  { weight: 2, arbitrary: spaced('{', listOf(matcher, 3), '}') },
);
const modifier = fc.oneof(
  { weight: 3, arbitrary: spaced('offset', durations) },
  { weight: 2, arbitrary: spaced('@', fc.oneof(signed, oneOf('start()', 'end()', '1609746000', '5m'))) },
  { weight: 1, arbitrary: oneOf('anchored', 'smoothed') },
);
const range = fc.oneof(
  { weight: 3, arbitrary: spaced('[', durations, ']') },
  { weight: 1, arbitrary: spaced('[', durations, ':', fc.oneof(fc.constant(''), durations), ']') },
);
const operator = oneOf(
  ...[
    '+',
    '-',
    '*',
    '/',
    '%',
    '^',
    'atan2',
    '==',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'and',
    'or',
    'unless',
    '</',
    '>/',
  ],
);
const binaryModifiers = fc
  .tuple(
    oneOf('', '', '', ' bool '),
    fc.oneof({ weight: 3, arbitrary: fc.constant('') }, spaced(oneOf('on', 'ignoring'), labels)),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      spaced(oneOf('group_left', 'group_right'), fc.oneof(labels, fc.constant(''))),
    ),
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('') },
      spaced(oneOf('fill', 'fill_left', 'fill_right'), '(', signed, ')'),
      spaced('fill_left', '(', signed, ')', 'fill_right', '(', signed, ')'),
    ),
  )
  .map((parts) => parts.join(' '));

/** Arguments of the right types, as a rule, to get beyond the first complaint. */
const TYPED: Readonly<Record<string, 'vector' | 'range' | 'scalar' | 'string'>> = {
  'instant vector': 'vector',
  'range vector': 'range',
  scalar: 'scalar',
  string: 'string',
};

interface Kinds {
  readonly vector: string;
  readonly range: string;
  readonly scalar: string;
  readonly string: string;
  readonly any: string;
}

const { any } = fc.letrec<Kinds>((tie: fc.LetrecTypedTie<Kinds>) => {
  const calls = (wanted: string): Text =>
    fc
      .constantFrom(...Object.entries(PROMQL_FUNCTIONS).filter(([, { returns }]) => returns === wanted))
      .chain(([callee, { args, variadic }]) => {
        const given =
          variadic === 0 ? args : variadic === 1 ? args.slice(0, -1) : [...args, ...args.slice(-1)];
        return spaced(callee, '(', joined(given.map((type) => tie(TYPED[type]!))), ')');
      });
  const wrapped = (kind: 'vector' | 'range' | 'scalar'): Text => spaced('(', tie(kind), ')');
  return {
    vector: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      { weight: 10, arbitrary: selector },
      { weight: 2, arbitrary: spaced(selector, modifier) },
      { weight: 4, arbitrary: spaced(tie('vector'), operator, binaryModifiers, tie('vector')) },
      { weight: 2, arbitrary: spaced(tie('vector'), operator, tie('scalar')) },
      {
        weight: 3,
        arbitrary: spaced(
          oneOf(...PLAIN_AGGREGATIONS),
          oneOf('by', 'without'),
          labels,
          '(',
          tie('vector'),
          ')',
        ),
      },
      {
        weight: 1,
        arbitrary: spaced(
          oneOf(...PLAIN_AGGREGATIONS),
          '(',
          tie('vector'),
          ')',
          oneOf('by', 'without'),
          labels,
        ),
      },
      {
        weight: 1,
        arbitrary: spaced(
          oneOf('topk', 'quantile', 'bottomk', 'limitk', 'limit_ratio'),
          '(',
          tie('scalar'),
          ',',
          tie('vector'),
          ')',
        ),
      },
      { weight: 1, arbitrary: spaced('count_values', '(', quoted, ',', tie('vector'), ')') },
      { weight: 4, arbitrary: calls('instant vector') },
      { weight: 1, arbitrary: wrapped('vector') },
      { weight: 1, arbitrary: spaced(oneOf('-', '+'), tie('vector')) },
    ),
    range: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      { weight: 6, arbitrary: spaced(selector, '[', durations, ']') },
      { weight: 2, arbitrary: spaced(selector, '[', durations, ']', modifier) },
      {
        weight: 2,
        arbitrary: spaced(tie('vector'), '[', durations, ':', fc.oneof(fc.constant(''), durations), ']'),
      },
      { weight: 1, arbitrary: spaced(wrapped('vector'), range, modifier, modifier) },
      { weight: 1, arbitrary: wrapped('range') },
    ),
    scalar: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      { weight: 6, arbitrary: signed },
      { weight: 1, arbitrary: duration },
      {
        weight: 1,
        arbitrary: spaced(tie('scalar'), oneOf('+', '-', '*', '/', '^', '== bool', '>'), tie('scalar')),
      },
      { weight: 1, arbitrary: calls('scalar') },
      { weight: 1, arbitrary: wrapped('scalar') },
    ),
    string: quoted,
    any: fc.oneof(
      { weight: 6, arbitrary: tie('vector') },
      { weight: 1, arbitrary: tie('scalar') },
      { weight: 1, arbitrary: tie('range') },
      { weight: 1, arbitrary: tie('string') },
      { weight: 1, arbitrary: spaced(tie('range'), operator, binaryModifiers, tie('vector')) },
      { weight: 1, arbitrary: spaced(tie('scalar'), fc.oneof(range, modifier)) },
    ),
  };
});

function joined(parts: readonly Text[]): Text {
  return parts.length === 0 ? fc.constant('') : fc.tuple(...parts).map((texts) => texts.join(', '));
}

/** Expressions that are meant well: most are right, and the rest is wrong in one thing. */
export const expressions: Text = any;

const SIGNS = [...Array.from('()[]{},:@+-*/%^=<>!~"\'`#.$ \n'), '=~', '!~', '==', '</', 'é', '\u0000'];

/** Words and signs of PromQL, as an edit would leave them behind. */
const scrap = fc.oneof(
  oneOf(...SIGNS),
  oneOf(...KEYWORDS),
  oneOf(...NUMBERS),
  oneOf(...DURATIONS),
  oneOf('foo', '5m', '[5m]', 'offset 5m', '@ 5', 'by (a)', '{a="b"}'),
);

/** Expressions that somebody has made a mistake in: a piece is gone, doubled, or replaced by another. */
export const mutants: Text = fc
  .tuple(expressions, fc.array(fc.tuple(fc.nat(), fc.nat(6), scrap), { minLength: 1, maxLength: 3 }))
  .map(([text, edits]) =>
    edits.reduce((current, [position, length, piece]) => {
      const at = position % (current.length + 1);
      return current.slice(0, at) + (length === 6 ? '' : piece) + current.slice(at + (length % 4));
    }, text),
  );

/** Texts made of the pieces of PromQL in any order. */
export const soup: Text = fc
  .array(fc.oneof(scrap, name, quoted, fc.constant(' ')), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** Always the same expressions, `count` of them, for a question to a real program. */
export function samplesOf(count: number, seed = 20_261_126): string[] {
  return fc.sample(
    fc.oneof(
      { weight: 6, arbitrary: expressions },
      { weight: 3, arbitrary: mutants },
      { weight: 1, arbitrary: soup },
    ),
    { numRuns: count, seed },
  );
}
