import { groupsOfShard, rulePhase, rulerFile, type PlacementInput } from '../../lib/placement';
import { alert, recordingRule, type RuleGroup } from '../../lib/rules';
import { parseDuration } from '../../lib/values';
import { FACTS, place, placeOne } from './place';

const GROUP: RuleGroup = {
  name: 'shop',
  interval: '1m',
  labels: { team: 'shop' },
  rules: [
    recordingRule('instance:a:rate', 'sum by (job, instance) (rate(a[5m]))'),
    recordingRule('job:a:rate', 'sum by (job) (instance:a:rate)', { labels: { team: 'cart' } }),
    alert('High', 'job:a:rate > 1', { for: '5m', annotations: { summary: 'high' } }),
    alert('Low', 'sum by (job) (instance:a:rate) < 1'),
    alert('Down', 'up == 0'),
  ],
};

test('groups keep their names, files and order; partial results stand where they are needed first', () => {
  const { placement, problems } = place([GROUP]);
  expect(problems).toEqual([]);
  const partial = 'partial:job:a:rate:sum:instance:a:rate';
  const local = {
    record: 'instance:a:rate',
    expr: 'sum by (job, instance) (rate(a{job!="kube-state-metrics"}[5m]))',
    labels: { team: 'shop' },
  };
  expect(groupsOfShard(placement, 1)).toEqual([
    {
      file: 'shop',
      group: {
        name: 'shop',
        interval: '1m',
        rules: [
          local,
          { record: partial, expr: 'sum by (job) (instance:a:rate)', labels: { on_shard: '1' } },
          { alert: 'Down', expr: 'up{job!="kube-state-metrics"} == 0', labels: { team: 'shop' } },
        ],
      },
    },
    {
      file: 'shards',
      group: {
        name: 'shard-alive',
        rules: [{ record: 'shard_alive', expr: 'vector(1)', labels: { on_shard: '1' } }],
      },
    },
  ]);
  const [first] = groupsOfShard(placement, 0);
  expect(first!.group.rules[0]!.expr).toBe('sum by (job, instance) (rate(a[5m]))');
  const guarded = (expr: string): string => `(${expr}) and on () (count(shard_alive) == 3)`;
  expect(placement.above[0]).toEqual({
    file: 'shop',
    group: {
      name: 'shop',
      interval: '1m',
      queryOffset: '1m',
      rules: [
        { record: 'job:a:rate', expr: guarded(`sum by (job) (${partial})`), labels: { team: 'cart' } },
        {
          alert: 'High',
          expr: guarded('job:a:rate > 1'),
          for: '5m',
          annotations: { summary: 'high' },
          labels: { team: 'shop' },
        },
        { alert: 'Low', expr: guarded(`sum by (job) (${partial}) < 1`), labels: { team: 'shop' } },
      ],
    },
  });
});

test('a missing shard is told by an alert that is not guarded', () => {
  const { above } = placeOne([alert('A', 'sum(a)')]).placement;
  const [rule] = above.at(-1)!.group.rules;
  expect(rule).toMatchObject({
    alert: 'PrometheusShardMissing',
    expr: 'count(shard_alive) != 3 or absent(shard_alive)',
  });
});

test('what every shard has is recorded by one of them, for rules above', () => {
  const { placement } = placeOne([alert('A', 'sum(a) > on () sum(kube_node_info)')]);
  const records = (shard: number): Array<string | undefined> =>
    groupsOfShard(placement, shard)[0]!.group.rules.map(({ record }) => record);
  expect(records(0)).toEqual(['partial:A:sum:a', 'partial:A:value:kube_node_info']);
  expect(records(2)).toEqual(['partial:A:sum:a']);
});

describe('names of partial results', () => {
  const names = (groups: readonly RuleGroup[]): string[] => [
    ...new Set(
      place(groups, { facts: { shards: 3 } }).placement.rules.flatMap(({ partials }) =>
        partials.map(({ record }) => record),
      ),
    ),
  ];

  test('do not depend on what stands around', () => {
    const rule = alert('A', 'sum(a) > 1');
    const others = [alert('X', 'sum(x)'), alert('Y', 'sum(y)')];
    expect(names([{ name: 'g', rules: [rule] }])).toEqual(['partial:A:sum:a']);
    expect(names([{ name: 'g', rules: [...others, rule] }])).toContain('partial:A:sum:a');
  });

  test('are told apart by a hash where two rules of one name need different ones', () => {
    const found = names([{ name: 'g', rules: [alert('A', 'sum(a{x="1"})'), alert('A', 'sum(a{x="2"})')] }]);
    expect(found).toHaveLength(2);
    found.forEach((name) => expect(name).toMatch(/^partial:A:sum:a:[0-9a-f]{6}$/));
  });

  test('are told apart where two groups, which are evaluated at different moments, need the same', () => {
    const rules = [alert('A', 'sum(a)')];
    expect(
      names([
        { name: 'g', rules },
        { name: 'h', rules },
      ]),
    ).toHaveLength(2);
  });

  test('are those of metrics, whatever a rule is called', () => {
    expect(names([{ name: 'g', rules: [alert('Zu viel, é!', 'sum({"a.b"})')] }])).toEqual([
      'partial:Zu_viel____:sum:a_b',
    ]);
  });
});

test('a partial result that a rule of the group changes is not shared across it', () => {
  const { rules } = placeOne([
    alert('Before', 'sum(x)'),
    recordingRule('x', 'a'),
    alert('After', 'sum(x)'),
  ]).placement;
  expect(rules[0]!.partials[0]!.record).not.toBe(rules[2]!.partials[0]!.record);
});

test('what a group records after a rule is read as it was before', () => {
  const { rules } = placeOne([alert('A', 'x > on () group_left sum(a)'), recordingRule('x', 'b')]).placement;
  expect(rules[0]!.partials.map(({ record }) => record)).toEqual(['partial:A:value:x', 'partial:A:sum:a']);
});

describe('query offsets', () => {
  const paths: PlacementInput['paths'] = {
    onShards: (file) => `/etc/prometheus/rules/${file}.yaml`,
    above: (file) => `/etc/thanos/rules/${file}.yaml`,
    rulerDataDir: '/var/thanos',
  };
  const offsetOf = (given: Partial<PlacementInput>): number => {
    const { above } = placeOne([alert('A', 'sum(a)')], given).placement;
    return parseDuration(above[0]!.group.queryOffset!)!;
  };

  test('are an interval where both evaluate at the same moments', () => {
    expect(offsetOf({})).toBe(30_000);
  });

  test('bring a Ruler to the moments of the shards, after them by the margin', () => {
    const interval = 30_000;
    const ruler = rulePhase(
      'thanos',
      rulerFile('/var/thanos', '/etc/thanos/rules/shop.yaml'),
      'shop',
      interval,
    );
    const shards = rulePhase('prometheus', '/etc/prometheus/rules/shop.yaml', 'shop', interval);
    for (const margin of ['1s', '6s', '20s', '29s', '45s']) {
      const offset = offsetOf({ view: 'thanos', paths, margin });
      expect(offset).toBeGreaterThanOrEqual(Number(margin.slice(0, -1)) * 1_000);
      expect(offset).toBeLessThan(Number(margin.slice(0, -1)) * 1_000 + interval);
      expect(Math.abs((Number(ruler / 1_000_000n) - offset - Number(shards / 1_000_000n)) % interval)).toBe(
        0,
      );
    }
  });

  describe('of a group that reads what another records', () => {
    const above = (groups: readonly RuleGroup[], given: Partial<PlacementInput> = {}) => {
      const found = place(groups, given).placement.above;
      return new Map(found.map(({ group }) => [group.name, parseDuration(group.queryOffset ?? '0s') ?? 0]));
    };
    const read: RuleGroup = { name: 'read', rules: [recordingRule('a:sum', 'sum(a)')] };

    test('are as long as it takes until that is there', () => {
      const reader: RuleGroup = { name: 'reader', rules: [alert('A', 'a:sum > 1')] };
      const margin = 6_000;
      const interval = 30_000;
      const offsets = above([reader, read], { view: 'thanos', paths });
      const phase = (name: string): number =>
        Number(rulePhase('prometheus', '/etc/prometheus/rules/shop.yaml', name, interval) / 1_000_000n);
      // What was recorded last before the reader comes to its turn, on one server.
      const before = (phase('reader') - phase('read') + interval) % interval;
      expect(offsets.get('reader')! + before).toBeGreaterThanOrEqual(offsets.get('read')! + margin);
      expect(offsets.get('reader')! + before - interval).toBeLessThan(offsets.get('read')! + margin);
    });

    test.each<readonly [string, RuleGroup['rules'][number], number]>([
      ['by its name', alert('A', 'a:sum > 1'), 60_000],
      ['by an expression for names', alert('A', '{__name__=~"a:.+"} > 1'), 60_000],
      ['but by other labels', alert('A', 'sum(a:sum{team="x"}) > 1'), 30_000],
      ['as alerts', alert('A', 'ALERTS{alertname="Read"}'), 60_000],
      ['as alerts, but others', alert('A', 'ALERTS{severity="info"}'), 30_000],
    ])('are known to be read %s', (_, rule, expected) => {
      const rules = [
        recordingRule('a:sum', 'sum(a)', { labels: { team: 'shop' } }),
        alert('Read', 'sum(a) > 1', { labels: { severity: 'page' } }),
      ];
      // As of nothing is known when it is evaluated, each waits for a whole interval.
      expect(
        above([
          { name: 'read', rules },
          { name: 'reader', rules: [rule] },
        ]).get('reader'),
      ).toBe(expected);
    });

    test('come to an end where groups read each other', () => {
      const offsets = above([
        { name: 'x', rules: [recordingRule('x:sum', 'sum(a) + y:sum')] },
        { name: 'y', rules: [recordingRule('y:sum', 'sum(a) + x:sum')] },
      ]);
      expect(Math.max(offsets.get('x')!, offsets.get('y')!)).toBe(60_000);
    });

    test('do not hold alerts up for what is recorded once in a while', () => {
      const offsets = above([
        { ...read, interval: '3m' },
        { name: 'reader', rules: [alert('A', 'a:sum > 1')] },
      ]);
      expect([offsets.get('read'), offsets.get('reader')]).toEqual([180_000, 30_000]);
    });
  });

  test('add to those of the shards', () => {
    expect(offsetOf({ view: 'thanos', paths, queryOffset: '7s' })).toBe(
      offsetOf({ view: 'thanos', paths }) + 7_000,
    );
  });
});

test('without a view there is nothing above, and no partial result', () => {
  const { placement } = placeOne([alert('A', 'a > 1'), alert('B', 'sum(a)')], { view: 'none', facts: FACTS });
  expect(placement.above).toEqual([]);
  expect(placement.onShards.flatMap(({ rules }) => rules.map(({ first }) => first.alert))).toEqual(['A']);
});
