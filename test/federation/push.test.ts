import { onLeaf } from '../../lib/placement';
import { printPromQL, parsePromQL, prettyPromQL, PROMQL_FEATURES } from '../../lib/promql';
import { push } from './push';

function one(expr: string, given: Parameters<typeof push>[1] = {}) {
  const pushed = push([{ name: 'shop', rules: [{ record: 'shop:result', expr }] }], given);
  return { ...pushed, rule: pushed.rules[0]! };
}

const inOneLine = (text: string): string =>
  printPromQL(parsePromQL(text, { enableFeatures: PROMQL_FEATURES }));

describe('a rule of a hub', () => {
  test.each([
    [
      'sum by (job) (rate(requests_total[5m]))',
      'combined',
      'sum by (job) (federated:hub:shop:result:sum:requests_total)',
      ['sum by (job) (rate(requests_total[5m]))'],
    ],
    [
      'sum by (cluster, job) (rate(requests_total[5m]))',
      'leaf',
      'sum without (prometheus, on_shard) (federated:hub:shop:result:value:requests_total)',
      ['sum by (cluster, job) (rate(requests_total[5m]))'],
    ],
    [
      'rate(requests_total[5m])',
      'leaf',
      'sum without (on_shard) (federated:hub:shop:result:value:requests_total)',
      ['rate(requests_total[5m])'],
    ],
    [
      'sum without (cluster, instance) (rate(requests_total[5m]))',
      'combined',
      'sum without (cluster, on_shard) (federated:hub:shop:result:sum:requests_total)',
      ['sum without (cluster, instance) (rate(requests_total[5m]))'],
    ],
    [
      'quantile(0.5, rate(requests_total[5m]))',
      'combined',
      'quantile(0.5, sum without (on_shard) (federated:hub:shop:result:value:requests_total))',
      ['rate(requests_total[5m])'],
    ],
    // Parts are given all external labels of their leaf on the way up; results have those that they had on one Prometheus.
    [
      'topk(2, sum by (cluster, instance) (temperature))',
      'combined',
      'topk(2, sum without (prometheus, on_shard) (federated:hub:shop:result:topk:temperature))',
      ['topk(2, sum by (cluster, instance) (temperature))'],
    ],
    [
      'max without (cluster) (sum by (cluster, job) (temperature))',
      'combined',
      'max without (cluster, prometheus, on_shard) (federated:hub:shop:result:max:temperature)',
      ['max without (cluster) (sum by (cluster, job) (temperature))'],
    ],
    [
      'max by (job, prometheus) (sum by (cluster, job) (temperature))',
      'combined',
      'max by (job) (federated:hub:shop:result:max:temperature)',
      ['max by (job, prometheus) (sum by (cluster, job) (temperature))'],
    ],
    [
      'sum(rate(requests_total{cluster="eu"}[5m]))',
      'leaf',
      'sum without (cluster, prometheus, on_shard) (federated:hub:shop:result:value:requests_total)',
      ['sum(rate(requests_total{cluster="eu"}[5m]))'],
    ],
  ])('%s is %s', (expr, kind, above, parts) => {
    const { rule } = one(expr);
    const guard = 'count(federated:hub:leaf_alive) == 2';
    expect(rule.class).toBe(kind);
    expect(inOneLine(rule.above)).toBe(kind === 'combined' ? `(${above}) and on () (${guard})` : above);
    expect(rule.parts.map((part) => inOneLine(part.expr))).toEqual(parts);
    expect(rule.coarse).toEqual([]);
  });

  test('reads series as they are where nothing is gained otherwise', () => {
    const { rule, reads } = one('temperature * 2');
    expect([rule.class, rule.above]).toEqual(['raw', 'temperature * 2']);
    expect(reads.map(({ name }) => name)).toEqual(['temperature']);
  });

  test('that reads nothing stays as it is, also in time', () => {
    const { rule, above, reads } = one('vector(1)');
    expect([rule.class, rule.above, reads]).toEqual(['own', 'vector(1)', []]);
    expect(above[0]!.group.queryOffset).toBeUndefined();
  });

  test('reads what the hub records from there, and nothing of the leaves', () => {
    const pushed = push([
      {
        name: 'shop',
        rules: [
          { record: 'job:errors:rate5m', expr: 'sum by (job) (rate(errors_total[5m]))' },
          { alert: 'Errors', expr: 'avg_over_time(job:errors:rate5m[1h]) > 1' },
        ],
      },
    ]);
    expect(pushed.reads).toEqual([]);
    expect(pushed.rules[1]!.coarse).toEqual([]);
    expect(pushed.rules[1]!.above).toContain('leaf_alive');
  });

  test('that looks into the past of combined results is told', () => {
    expect(one('max_over_time(sum(rate(requests_total[5m]))[1h:1m])').rule.coarse).toEqual([
      'max_over_time(sum(rate(requests_total[5m]))[1h:1m])'.slice('max_over_time('.length, -1),
    ]);
  });

  test('looks later, by as many intervals as results need', () => {
    const { above } = one('sum(up)', { delay: 45_000 });
    expect(above[0]!.group.queryOffset).toBe('1m');
  });

  test('is worked out beside the leaves where the hub has targets', () => {
    const { above } = one('sum(rate(x[5m]))', { beside: ['eu', 'us'] });
    expect(above[0]!.group.rules.map(({ record, expr }) => [record, inOneLine(expr)])).toEqual([
      ['federated:hub:shop:result:sum:x', 'sum(rate(x{cluster!~"eu|us"}[5m]))'],
      [
        'shop:result',
        '(sum(federated:hub:shop:result:sum:x)) and on () (count(federated:hub:leaf_alive) == 2)',
      ],
    ]);
  });
});

test('a part leaves out what is another leaf’s', () => {
  const part = { record: 'x', expr: 'sum(rate(requests_total{cluster="eu"}[5m]))' };
  expect(onLeaf(part, { cluster: 'eu' })?.expr).toBe('sum(rate(requests_total[5m]))');
  expect(onLeaf(part, { cluster: 'us' })).toBeUndefined();
  const both = { record: 'x', expr: 'a{cluster!="us"} or b' };
  expect(inOneLine(onLeaf(both, { cluster: 'us' })!.expr)).toBe('a{cluster="another leaf"} or b');
});

describe('a rule of a hub that leaves write to', () => {
  const written = { writtenWithin: '1m' };

  test.each([
    [
      'sum by (job) (rate(requests_total[5m]))',
      'sum by (job) (avg without (written_by) (federated:hub:shop:result:sum:requests_total and on (cluster, written_by) federated:hub:writer))',
    ],
    [
      'temperature * 2',
      'avg without (written_by) (temperature and on (cluster, written_by) federated:hub:writer) * 2',
    ],
    // What each pod wrote is looked at by itself, and the right pod then taken.
    [
      'timestamp(temperature) + on (job) info(temperature, {version=~".+"})',
      'avg without (written_by) (timestamp(temperature) and on (cluster, written_by) federated:hub:writer) + on (job) info(avg without (written_by) (temperature and on (cluster, written_by) federated:hub:writer), {version=~".+"})',
    ],
    // Where a leaf was missing, there is nothing to be looked back on.
    [
      'min_over_time(sum(temperature)[1h:5m])',
      'min_over_time(((sum(avg without (written_by) (temperature and on (cluster, written_by) federated:hub:writer))) and on () (count(federated:hub:writer) == 2))[1h:5m])',
    ],
    [
      'count by (__name__) ({job="shop"} offset 1h)',
      'count by (__name__) (label_replace(({job="shop"} offset 1h and on (cluster, written_by) federated:hub:writer offset 1h) or {job="shop",written_by=""} offset 1h, "written_by", "", "written_by", ".*"))',
    ],
    ['ALERTS{alertname="X"}', 'ALERTS{alertname="X"}'],
  ])('%s', (expr, expected) => {
    const { rule } = one(expr, written);
    expect(inOneLine(rule.above)).toContain(inOneLine(expected));
  });

  test('is guarded by who counts, and what is beside the leaves is nobody’s', () => {
    const { rule } = one('count(up)', { ...written, beside: ['eu', 'us'] });
    expect(inOneLine(rule.above)).toBe(
      inOneLine(
        '(sum(avg without (written_by) ((federated:hub:shop:result:count:up and on (cluster, written_by) federated:hub:writer) or federated:hub:shop:result:count:up{written_by=""}))) and on () (count(federated:hub:writer) == 2)',
      ),
    );
  });

  test('finds out who counts before', () => {
    const { above } = one('count(up)', written);
    expect(above.find(({ file }) => file === 'writers')?.group).toEqual({
      name: 'writers',
      interval: '30s',
      queryOffset: '30s',
      rules: [
        {
          record: 'federated:hub:writer',
          expr: prettyPromQL(
            parsePromQL(
              'topk by (cluster, on_shard) (1, count_over_time(federated:hub:leaf_alive[1h]) and last_over_time(federated:hub:leaf_alive[1m]))',
            ),
          ),
        },
      ],
    });
  });

  test('has all samples, but for those that nobody knows to be read', () => {
    expect(one('max_over_time(sum(temperature)[1h:])', written).rule.coarse).toEqual([]);
    expect(one('info(up)', written).rule.coarse).not.toEqual([]);
  });
});

describe('a rule of a hub about each of its leaves', () => {
  const shards = { us: 2, ap: 2, eu: 3 };
  const complete = (name: string): string =>
    `unless on (cluster) (count by (cluster) (federated:hub:${name}{cluster=~"us|ap"}) < 2 or count by (cluster) (federated:hub:${name}{cluster=~"eu"}) < 3)`;

  test('says nothing of one that lacks a shard, where it puts series together', () => {
    const expr = 'sum by (cluster) (temperature)';
    expect(inOneLine(one(expr, { shards }).rule.above)).toBe(
      inOneLine(
        `sum without (prometheus, on_shard) (federated:hub:shop:result:value:temperature ${complete('leaf_alive')})`,
      ),
    );
    expect(inOneLine(one(expr, { shards, writtenWithin: '1m' }).rule.above)).toBe(
      inOneLine(
        `sum without (prometheus, on_shard) (avg without (written_by) (federated:hub:shop:result:value:temperature and on (cluster, written_by) federated:hub:writer ${complete('writer')}))`,
      ),
    );
    expect(inOneLine(one('a and on (cluster, job) b', { shards }).rule.above)).toContain('unless');
  });

  test('says what it can series by series, and all leaves together have a guard', () => {
    for (const expr of ['temperature > 30', 'rate(requests_total[5m]) * 2', 'count(up)']) {
      expect(one(expr, { shards }).rule.above).not.toContain('unless');
    }
  });
});
