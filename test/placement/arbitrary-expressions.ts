import fc from 'fast-check';

type Text = fc.Arbitrary<string>;

const oneOf = (...texts: readonly string[]): Text => fc.constantFrom(...texts);
const join = (...parts: ReadonlyArray<string | Text>): Text =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));

const LABELS = ['job', 'instance', 'zone', 'code', 'cpu', 'le', 'pod'] as const;

const labels = (most = 3): Text =>
  fc.subarray([...LABELS], { maxLength: most }).map((names) => names.join(', '));

/** Clauses that people write, besides any. */
const grouping = fc.oneof(
  {
    weight: 3,
    arbitrary: oneOf(
      'by (job, instance)',
      'by (instance)',
      'by (job)',
      'by (zone)',
      'without (instance)',
      'without (code, cpu, le)',
    ),
  },
  { weight: 3, arbitrary: join(oneOf('by', 'without'), ' (', labels(), ')') },
  { weight: 1, arbitrary: fc.constant('') },
);

const matcher = fc.oneof(
  { weight: 5, arbitrary: join('job="', oneOf('app', 'web', 'node', 'single', 'ksm'), '"') },
  {
    weight: 1,
    arbitrary: oneOf('job!="ksm"', 'job=~"app|web"', 'job=~".+"', 'job=~"ksm"', 'job!~"app|ksm"'),
  },
  {
    weight: 1,
    arbitrary: oneOf(
      'code="200"',
      'code!="500"',
      'zone="a"',
      'zone=~"a|b"',
      'instance="10.0.0.1:80"',
      'le="1"',
    ),
  },
);
const matchers = fc
  .array(matcher, { maxLength: 2 })
  .map((all) => (all.length === 0 ? '' : `{${all.join(',')}}`));

const GAUGES = ['temperature', 'up', 'free', 'limit', 'build_info', 'kube_pod_info', 'kube_pod_limit'];
const COUNTERS = [
  'requests_total',
  'errors_total',
  'cpu_seconds_total',
  'latency_bucket',
  'kube_restarts_total',
];

const modifier = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: oneOf(' offset 5m', ' offset 1m') },
);
const range = join('[', oneOf('5m', '2m', '10m'), ']');

interface Kinds {
  readonly vector: string;
  readonly scalar: string;
}

/** Expressions over the series of {@link file://./arbitrary-series.ts}, and over names that rules record. */
export function expressions(recorded: readonly string[]): Text {
  const gauge = join(oneOf(...GAUGES, ...recorded, ...recorded), matchers, modifier);
  const names = oneOf(
    '{__name__=~"temperature|free"',
    '{__name__=~"up|limit"',
    '{__name__=~"kube_pod_.+"',
  ).chain((open) => matcher.map((each) => `${open},${each}}`));
  const rate = join(
    oneOf('rate', 'increase', 'irate'),
    '(',
    oneOf(...COUNTERS),
    matchers,
    range,
    modifier,
    ')',
  );
  const overTime = join(
    oneOf(
      'avg_over_time',
      'max_over_time',
      'count_over_time',
      'present_over_time',
      'last_over_time',
      'changes',
      'deriv',
    ),
    '(',
    oneOf(...GAUGES),
    matchers,
    range,
    ')',
  );
  const matching = fc.oneof(
    {
      weight: 3,
      arbitrary: oneOf(
        '',
        ' on (job, instance)',
        ' on (instance)',
        ' on (job)',
        ' on (zone)',
        ' ignoring (code)',
        ' on ()',
      ),
    },
    { weight: 2, arbitrary: join(oneOf(' on', ' ignoring'), ' (', labels(), ')') },
  );
  const group = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: join(oneOf(' group_left', ' group_right'), ' (', labels(1), ')') },
  );
  const fill = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: oneOf(' fill(0)', ' fill_left(1)', ' fill_right(2)') },
  );
  return fc.letrec<Kinds>((tie: fc.LetrecTypedTie<Kinds>) => ({
    vector: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      {
        weight: 6,
        arbitrary: fc.oneof(
          { weight: 5, arbitrary: gauge },
          { weight: 5, arbitrary: rate },
          { weight: 2, arbitrary: overTime },
          { weight: 1, arbitrary: names },
        ),
      },
      {
        weight: 8,
        arbitrary: join(
          oneOf('sum', 'sum', 'count', 'min', 'max', 'avg', 'group', 'stddev'),
          ' ',
          grouping,
          ' (',
          tie('vector'),
          ')',
        ),
      },
      {
        weight: 1,
        arbitrary: join(oneOf('topk(2, ', 'bottomk(1, ', 'quantile(0.5, '), tie('vector'), ') ', grouping),
      },
      {
        weight: 1,
        arbitrary: join(
          'count_values ',
          grouping,
          ' ("',
          oneOf('code', 'value', 'job'),
          '", round(',
          tie('vector'),
          '))',
        ),
      },
      {
        weight: 4,
        arbitrary: join(
          '(',
          tie('vector'),
          oneOf(' + ', ' / ', ' * ', ' > ', ' == bool ').chain((op) =>
            join(op.trimEnd(), matching, group, fill, ' '),
          ),
          tie('vector'),
          ')',
        ),
      },
      {
        weight: 3,
        arbitrary: join(
          '(',
          tie('vector'),
          oneOf(' and', ' or', ' unless'),
          matching,
          ' ',
          tie('vector'),
          ')',
        ),
      },
      {
        weight: 2,
        arbitrary: join(
          '(',
          tie('vector'),
          oneOf(' > ', ' * ', ' < bool ', ' == ', ' - '),
          tie('scalar'),
          ')',
        ),
      },
      { weight: 1, arbitrary: join('(', tie('scalar'), oneOf(' > ', ' - '), tie('vector'), ')') },
      {
        weight: 1,
        arbitrary: join(
          'histogram_quantile(0.9, ',
          fc.oneof(
            tie('vector'),
            join('rate(latency_bucket', matchers, range, ')'),
            join('sum by (le, ', oneOf('job', 'instance', 'zone'), ') (rate(latency_bucket[5m]))'),
          ),
          ')',
        ),
      },
      {
        weight: 1,
        arbitrary: join(
          'label_replace(',
          tie('vector'),
          ', "',
          oneOf(...LABELS),
          '", "$1", "',
          oneOf('zone', 'instance', 'code', 'job'),
          '", "(.*)")',
        ),
      },
      {
        weight: 1,
        arbitrary: join(
          'label_join(',
          tie('vector'),
          ', "',
          oneOf('job', 'instance', 'other'),
          '", "-", "zone", "code")',
        ),
      },
      {
        weight: 1,
        arbitrary: join(oneOf('absent', 'abs', 'ceil', 'sort', 'timestamp', 'sgn'), '(', tie('vector'), ')'),
      },
      {
        weight: 1,
        arbitrary: join(
          oneOf('max_over_time', 'sum_over_time', 'absent_over_time'),
          '(',
          tie('vector'),
          '[5m:1m])',
        ),
      },
      { weight: 1, arbitrary: join('clamp_max(', tie('vector'), ', ', tie('scalar'), ')') },
      { weight: 1, arbitrary: fc.oneof(join('vector(', tie('scalar'), ')'), join('-', tie('vector'))) },
    ),
    scalar: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 6, arbitrary: oneOf('0', '1', '0.5', '3', 'time() / 1e9') },
      { weight: 1, arbitrary: join('scalar(', tie('vector'), ')') },
    ),
  })).vector;
}
