import { formatProblem } from '../../lib/problems';
import { alert, recordingRule } from '../../lib/rules';
import { place, placeOne } from './place';

function complaints(...args: Parameters<typeof placeOne>): string[] {
  return placeOne(...args).problems.map(
    (problem) => `${problem.severity} ${problem.code}: ${formatProblem(problem)}`,
  );
}

describe('without a global view', () => {
  test('a rule that needs several shards is refused, with the part that does', () => {
    expect(complaints([alert('A', 'sum by (job) (a) / 2 > 1')], { view: 'none' })).toEqual([
      'error unplaceable: shop: groups[0].rules[0].expr "sum by (job) (a)" puts series of several shards into one: it keeps too few of `job` and `instance`, and there is no global view that could evaluate it\n' +
        '  Keep `job` and `instance` by `by`, or name the job in the selector, where that is what is meant. Or choose a `globalView`, or override the placement of the rule.',
    ]);
  });

  test('local rules are fine', () => {
    expect(complaints([alert('A', 'a > 1'), alert('B', 'vector(1)')], { view: 'none' })).toEqual([]);
  });
});

describe('overrides', () => {
  const overrides = [{ group: 'shop', rule: 'A', placement: 'local' } as const];

  test('a rule that is not known to be right on the shards is warned of', () => {
    const { placement, problems } = placeOne([alert('A', 'sum by (job) (a)')], { overrides });
    expect(placement.rules[0]).toMatchObject({ class: 'local', overridden: true });
    expect(problems.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'placement-override'],
    ]);
  });

  test('one that is known to be wrong there is an error', () => {
    expect(complaints([alert('A', 'absent(up{job="app"})')], { overrides })).toEqual([
      expect.stringContaining(
        'error placement-override: shop: groups[0].rules[0].expr "absent(up{job=\\"app\\"})" holds on every shard that has no such series',
      ),
    ]);
    expect(complaints([recordingRule('x', 'sum(a)'), alert('A', 'x > 1')], { overrides })[0]).toMatch(
      /^error placement-override: .* "x" is recorded above, and not on the shards/,
    );
  });

  test('a rule can be put above, on raw series', () => {
    const { rules } = placeOne([alert('A', 'a > 1'), alert('B', 'a > 2')], {
      overrides: [{ group: 'shop', rule: 'A', placement: 'global' }],
    }).placement;
    expect(rules.map((rule) => rule.class)).toEqual(['global', 'local']);
    expect(rules[0]!.above).toBe('(a > 1) and on () (count(shard_alive) == 3)');
  });

  test('of a rule go before those of its group', () => {
    const { rules } = placeOne([alert('A', 'a > 1'), alert('B', 'a > 2')], {
      overrides: [
        { group: 'shop', rule: 'A', placement: 'local' },
        { group: 'shop', placement: 'global' },
      ],
    }).placement;
    expect(rules.map((rule) => rule.class)).toEqual(['local', 'global']);
  });

  test('that mean nothing are errors', () => {
    const wrong = [
      { group: 'shoop', placement: 'local' },
      { group: 'shop', rule: 'Z', placement: 'global' },
    ] as const;
    expect(complaints([alert('A', 'a')], { overrides: wrong })).toEqual([
      'error unknown-rule: facts: overrides[0].group "shoop" is the name of no rule group\n  There are: shop.',
      'error unknown-rule: facts: overrides[1].rule "Z" is the name of no rule of the group "shop"\n  It has: A.',
    ]);
  });
});

describe('what the evaluator above cannot do', () => {
  test('info() sees one server', () => {
    expect(
      complaints([alert('A', 'info(sum by (job) (a))')], {
        promql: { enableFeatures: ['promql-experimental-functions'] },
      }),
    ).toEqual([expect.stringMatching(/^error unplaceable: .* has info\(\)/)]);
  });

  test.each(['resets(a[5m])', 'limitk(2, a)'])('Thanos answers differently: %s', (part) => {
    const rules = [alert('A', `quantile(0.5, ${part})`)];
    const promql = { enableFeatures: ['promql-experimental-functions'] };
    expect(complaints(rules, { view: 'thanos', promql })).toEqual([
      expect.stringMatching(/^error unplaceable: .* which answers (resets|limitk)\(\) differently/),
    ]);
    expect(complaints(rules, { view: 'prometheus', promql })).toEqual([]);
  });

  test.each(['rate', 'increase'])('in a subquery, after a counter was reset, so does %s()', (name) => {
    const over = (inner: string) => [alert('A', `max_over_time(quantile(0.5, ${inner})[1h:1m])`)];
    expect(complaints(over(`${name}(a[5m])`), { view: 'thanos' })).toEqual([
      expect.stringMatching(
        /^warning thanos-promql: .* in a subquery is a little larger after a counter was reset/,
      ),
    ]);
    expect(complaints(over(`${name}(a[5m])`), { view: 'prometheus' })).toEqual([]);
    // Nothing is added at the edge of the window, and on the shards it is Prometheus that evaluates.
    expect(complaints(over('irate(a[5m])'), { view: 'thanos' })).toEqual([]);
    expect(complaints([alert('B', `max_over_time(${name}(a[5m])[1h:1m])`)], { view: 'thanos' })).toEqual([]);
  });

  test('on the shards they are right', () => {
    expect(
      complaints([alert('A', 'sum(resets(a[5m]))'), alert('B', 'resets(a[5m])')], { view: 'thanos' }),
    ).toEqual([]);
  });

  test('syntax that it does not know is an error', () => {
    expect(complaints([alert('A', 'sum by (job) (a) > max_of(1, 2)')], { view: 'thanos' })[0]).toMatch(
      /^error unplaceable: .* would be evaluated above, where it is not understood: .*max_of/,
    );
  });
});

describe('names that placement needs', () => {
  test.each([
    [recordingRule('shard_alive', 'a'), 'record "shard_alive"'],
    [recordingRule('partial:x', 'a'), 'record "partial:x"'],
    [alert('A', 'sum by (on_shard) (a)'), 'expr "on_shard"'],
    [alert('A', 'a{on_shard="1"}'), 'expr "on_shard"'],
    [alert('A', 'label_replace(a, "on_shard", "1", "", "")'), 'expr "on_shard"'],
    [recordingRule('x', 'a', { labels: { on_shard: '1' } }), 'labels.on_shard "1"'],
  ])('%#: %s', (rule, what) => {
    const [complaint] = complaints([rule]);
    expect(complaint).toContain('error name-taken: shop: groups[0].rules[0].');
    expect(complaint).toContain(what);
  });
});

test('facts that cannot be', () => {
  const jobs = [
    { job: 'a', spread: 'broadcast', metrics: '(' },
    { job: 'a', spread: 'singleton' },
  ] as const;
  expect(complaints([alert('A', 'a')], { facts: { shards: 0, jobs } })).toEqual([
    'error invalid-shards: facts: shards 0 is no number of shards\n  There is at least one.',
    expect.stringContaining('error invalid-regex: facts: jobs[0].metrics "("'),
    'error duplicate: facts: jobs[1] "a" is described twice\n  A job is sharded, singleton or broadcast: say one of them.',
  ]);
});

test('a limit counts what one shard yields', () => {
  const { placement, problems } = place([
    { name: 'g', limit: 5, rules: [alert('A', 'a'), alert('B', 'sum(a)')] },
  ]);
  expect(problems.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'placement-limit']]);
  expect(placement.onShards[0]!.group.limit).toBeUndefined();
  expect(placement.above[0]!.group.limit).toBe(5);
});

test('one shard has everything', () => {
  const { placement, problems } = placeOne([alert('A', 'absent(a)'), alert('B', 'sum(a)')], {
    facts: { shards: 1 },
    view: 'none',
  });
  expect(problems).toEqual([]);
  expect(placement.rules.map((rule) => rule.class)).toEqual(['local', 'local']);
});

test('the file of the groups about shards is ours', () => {
  expect(complaints([alert('A', 'a')], { files: [{ file: 'shards', groups: [] }] })).toEqual([
    'error name-taken: facts: "shards" is a file of rules that placement writes itself\n  Call yours otherwise.',
  ]);
});
