import type { ShardFacts } from '../../lib/placement';
import { alert, recordingRule } from '../../lib/rules';
import { FACTS, placeOne } from './place';

function classOf(expr: string, facts: ShardFacts = FACTS): string {
  const { rules } = placeOne([alert('A', expr)], { facts }).placement;
  return rules[0]!.class;
}

/** What is evaluated above for an expression, without the guard. */
function above(expr: string): string {
  const [rule] = placeOne([alert('A', expr)]).placement.rules;
  return /^\((.*)\) and on \(\) \(count\(shard_alive\) == 3\)$/.exec(rule!.above ?? '')?.[1] ?? '';
}

describe('local', () => {
  test.each([
    ['one series at a time', 'rate(errors_total[5m]) > 0.1'],
    ['grouped by what tells targets apart', 'sum by (job, instance) (rate(errors_total[5m])) > 1'],
    ['the job is said, and the instance kept', 'sum by (instance) (rate(errors_total{job="app"}[5m])) > 1'],
    ['all labels but those of the sample', 'sum without (code) (rate(errors_total[5m])) > 1'],
    ['sides of one target', 'rate(errors_total[5m]) / rate(requests_total[5m]) > 0.1'],
    ['sides of one target, by its labels', 'a / on (job, instance) group_left (version) b'],
    ['a histogram of one target', 'histogram_quantile(0.9, rate(latency_bucket[5m])) > 1'],
    ['steps of a subquery', 'max_over_time((sum by (job, instance) (a))[1h:1m]) > 1'],
    ['all of a job that is on one shard', 'sum(rate(a{job="gateway"}[5m])) / sum(b{job="gateway"})'],
    ['the side that decides', 'a * on (pod) group_left (node) kube_pod_info'],
    ['what every shard has on the many side', 'a * on (pod) group_right kube_pod_info'],
    ['jobs that never meet', 'a{job="app"} or a{job="web"}'],
    ['info of a series that still has job and instance', 'info(a)'],
  ])('%s', (_, expr) => {
    expect(classOf(expr)).toBe('local');
  });
});

describe('on every shard', () => {
  test.each([
    ['a constant', 'vector(1)'],
    ['a job that all scrape', 'sum by (namespace) (kube_pod_info) > 1'],
    ['its absence', 'absent(up{job="kube-state-metrics"})'],
    ['a scalar of it', 'kube_pod_info > scalar(count(kube_node_info))'],
    ['the time', 'hour() > 8'],
  ])('%s', (_, expr) => {
    expect(classOf(expr)).toBe('replicated');
  });
});

describe('split', () => {
  test.each([
    ['sum(a)', 'sum(partial:A:sum:a)'],
    ['count by (job) (a)', 'sum by (job) (partial:A:count:a)'],
    ['max without (instance) (a)', 'max without (on_shard) (partial:A:max:a)'],
    ['avg by (job) (a)', '(sum by (job) (partial:A:sum:a) / sum by (job) (partial:A:count:a))'],
    ['group by (job) (a)', 'group by (job) (partial:A:group:a)'],
    ['topk by (job) (2, a)', 'topk by (job) (2, sum without (on_shard) (partial:A:topk:a))'],
    ['count_values("v", a)', 'sum by (v) (partial:A:count_values:a)'],
    ['sum(rate(a[5m])) / sum(b) > 1', 'sum(partial:A:sum:a) / sum(partial:A:sum:b) > 1'],
    [
      'histogram_quantile(0.9, sum by (le) (rate(a[5m])))',
      'histogram_quantile(0.9, sum by (le) (partial:A:sum:a))',
    ],
    ['absent(up{job="app",x=~"y"})', 'label_replace(absent(sum(partial:A:count:up)), "job", "app", "", "")'],
    ['vector(scalar(sum(a))) > 1', 'vector(scalar(sum(partial:A:sum:a))) > 1'],
    ['sum(a) or vector(0)', 'sum(partial:A:sum:a) or vector(0)'],
  ])('%s', (expr, expected) => {
    expect(above(expr)).toBe(expected);
    expect(classOf(expr)).toBe('split');
  });

  test('a join of aggregations that every shard can make reads both of them', () => {
    expect(above('sum by (instance) (a{job="app"}) / on () group_left sum(b)')).toBe(
      'sum without (on_shard) (partial:A:value:a) / on () group_left () sum(partial:A:sum:b)',
    );
  });
});

describe('global', () => {
  test.each([
    ['quantiles need all series', 'quantile(0.5, a)'],
    ['so do deviations', 'stddev(a)'],
    ['sides on different shards', 'a * on (pod) group_left (node) b'],
    ['steps of a subquery are not recorded', 'max_over_time(sum(a)[1h:1m])'],
    ['names that are told apart', 'sum by (__name__) ({__name__=~"a|b"})'],
  ])('%s', (_, expr) => {
    expect(classOf(expr)).toBe('global');
  });
});

test('jobs that every shard scrapes count once where a selector does not say which it means', () => {
  const [rule] = placeOne([alert('Down', 'up == 0')]).placement.rules;
  expect(rule!.onShards).toEqual({ expr: 'up == 0', elsewhere: 'up{job!="kube-state-metrics"} == 0' });
});

test('selectors without a name do not see partial results', () => {
  const facts = { shards: 3 };
  const [rule] = placeOne([alert('A', 'count({__name__=~"a.*"})')], { facts }).placement.rules;
  expect(rule!.partials[0]!.expr).toBe('count({__name__=~"a.*",on_shard=""})');
});

test('instance alone is a key where the user says so', () => {
  const expr = 'a / on (instance) b';
  expect(classOf(expr)).toBe('global');
  expect(classOf(expr, { shards: 3, keys: [['instance'], ['job', 'instance']] })).toBe('local');
});

test('a job whose targets write job and instance is not trusted to keep them', () => {
  const obstacles = [
    { scrapeJob: 'push', jobs: ['push'], labels: ['job', 'instance'], reason: 'has honor_labels' },
  ];
  const facts = { shards: 3, obstacles };
  expect(classOf('sum by (job, instance) (a)', facts)).toBe('split');
  expect(classOf('sum by (job, instance) (a{job="app"})', facts)).toBe('local');
  expect(classOf('sum by (instance) (a{job="push"})', facts)).toBe('split');
});

describe('rules that read rules', () => {
  test('follow them', () => {
    const { rules } = placeOne([
      recordingRule('instance:a:sum', 'sum by (job, instance) (a)'),
      recordingRule('job:a:sum', 'sum by (job) (instance:a:sum)'),
      recordingRule('pods:count', 'count by (namespace) (kube_pod_info)'),
      alert('OfInstance', 'instance:a:sum > 1'),
      alert('OfJob', 'job:a:sum > 1'),
      alert('OfPods', 'pods:count > 1'),
    ]).placement;
    expect(rules.map((rule) => rule.class)).toEqual([
      'local',
      'split',
      'replicated',
      'local',
      'split',
      'replicated',
    ]);
    expect(rules[4]!.reasons[0]).toMatchObject({ code: 'recorded-above', part: 'job:a:sum' });
  });

  test('lose a label that a rule overwrites', () => {
    const reader = alert('A', 'sum by (job, instance) (x)');
    const classes = (labels: Record<string, string>): string[] =>
      placeOne([recordingRule('x', 'a', { labels }), reader]).placement.rules.map((rule) => rule.class);
    expect(classes({ team: 'shop' })).toEqual(['local', 'local']);
    expect(classes({ job: 'shop' })).toEqual(['local', 'split']);
  });

  test('are above where they read themselves', () => {
    const { rules } = placeOne([
      recordingRule('x', 'x + 1'),
      recordingRule('y', 'z'),
      recordingRule('z', 'y'),
    ]).placement;
    expect(rules.map(({ above }) => above !== undefined)).toEqual([true, true, true]);
  });

  test('of which some are above and some on the shards are above', () => {
    const { rules } = placeOne([
      recordingRule('x', 'a'),
      recordingRule('x', 'sum(a)'),
      alert('A', 'x > 1'),
    ]).placement;
    expect(rules[2]!.class).toBe('split');
  });

  test('read alerts that are on the shards there, and others above', () => {
    const { rules } = placeOne([
      alert('Local', 'a > 1'),
      alert('OfLocal', 'ALERTS{alertname="Local",alertstate="firing"} == 1'),
      alert('OfAny', 'ALERTS{severity="info"} == 1'),
    ]).placement;
    expect(rules.map((rule) => rule.class)).toEqual(['local', 'local', 'split']);
  });
});

test('a template that queries sees all shards', () => {
  const annotations = { summary: '{{ with query "sum(a)" }}{{ . | first | value }}{{ end }}' };
  const { rules } = placeOne([
    alert('A', 'a > 1', { annotations }),
    alert('B', 'a > 1', { annotations: { summary: 'query' } }),
  ]).placement;
  expect(rules.map((rule) => rule.class)).toEqual(['split', 'local']);
  expect(rules[0]!.reasons[0]!.code).toBe('template-query');
});
