import { onLeaf } from '../../lib/placement';
import { printPromQL, parsePromQL } from '../../lib/promql';
import { push } from './push';

function one(expr: string, given: Parameters<typeof push>[1] = {}) {
  const pushed = push([{ name: 'shop', rules: [{ record: 'shop:result', expr }] }], given);
  return { ...pushed, rule: pushed.rules[0]! };
}

const inOneLine = (text: string): string => printPromQL(parsePromQL(text));

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
