import {
  preflight,
  templateChanges,
  versionOf,
  type Finding,
  type PreflightFacts,
  type TemplateLook,
} from '../../../lib/companion/rollout';

const MEBI = 1024 * 1024;

describe('before a rollout', () => {
  test('with nothing in the way there is nothing to say', () => {
    expect(preflight(facts({}))).toEqual([]);
  });

  test.each<[string, Partial<PreflightFacts>, Finding['code'], string]>([
    [
      'a state that a 0.34 never joins with',
      { stateSize: 23 * MEBI },
      'state-too-large',
      'the mesh holds 23.0 MiB, and an Alertmanager 0.34.2 that is offered more than 20 MiB never joins',
    ],
    [
      'entries that would take all others with them',
      { unsoundEntries: 2, target: template({ image: 'alertmanager:v0.33.1' }) },
      'not-utf8',
      '2 silences or log entries are not UTF-8, and an Alertmanager 0.33.1 refuses all that comes with them',
    ],
    [
      'a flag that comes later',
      { target: template({ image: 'alertmanager:0.29.0', flags: [['dispatch.start-delay', '12s']] }) },
      'unknown-flag',
      '`--dispatch.start-delay` exists since 0.30, and an Alertmanager 0.29.0 does not start with it',
    ],
    [
      'a budget that never allows an eviction',
      { budgets: [{ name: 'am', expected: 3, desired: 3 }] },
      'budget',
      'PodDisruptionBudget am never allows an eviction: it wants 3 of 3 pods',
    ],
    [
      'two budgets',
      {
        budgets: [
          { name: 'am', expected: 3, desired: 2 },
          { name: 'all', expected: 9, desired: 1 },
        ],
      },
      'budget',
      'several PodDisruptionBudgets are about these pods (am, all): Kubernetes then evicts none of them',
    ],
  ])('%s is refused, with what to do', (_, change, code, message) => {
    const findings = preflight(facts(change));
    expect(findings).toEqual([{ severity: 'refusal', code, message, remedy: expect.any(String) as string }]);
    expect(findings[0]?.remedy).not.toBe('');
  });

  test.each<[string, Partial<PreflightFacts>]>([
    ['of 23 MiB, to a 0.33', { stateSize: 23 * MEBI, target: template({ image: 'a:v0.33.1' }) }],
    ['of 20 MiB, to a 0.34', { stateSize: 20 * MEBI }],
    ['with bad texts, to a 0.28', { unsoundEntries: 1, target: template({ image: 'a:v0.28.1' }) }],
  ])('a state %s is no obstacle', (_, change) => {
    expect(preflight(facts(change))).toEqual([]);
  });

  test('a single instance is told what that means', () => {
    expect(preflight(facts({ instances: 1 }))).toMatchObject([
      { severity: 'warning', code: 'single', message: expect.stringContaining('nobody notifies') as string },
    ]);
  });

  test('all obstacles are told at once', () => {
    const target = template({ image: 'a:v0.34.2', flags: [] });
    const budgets = [{ name: 'am', expected: 3, desired: 3 }];
    expect(
      codes(preflight({ target, stateSize: 30 * MEBI, unsoundEntries: 1, budgets, instances: 3 })),
    ).toEqual(['state-too-large', 'not-utf8', 'budget']);
  });

  test('a version that is not known is a warning that names what could not be checked, where there is something', () => {
    const target = template({ image: 'alertmanager:latest' });
    const [warning, ...others] = preflight(facts({ target, stateSize: 23 * MEBI, unsoundEntries: 1 }));
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ severity: 'warning', code: 'unknown-version' });
    expect(warning?.message).toContain('whether it takes a state of 23.0 MiB');
    expect(warning?.message).toContain('whether it takes 1 entries that are not UTF-8');
    expect(warning?.message).toContain('whether it knows `--cluster.label` (since 0.26)');
    expect(preflight(facts({ target: template({ image: 'alertmanager:latest', flags: [] }) }))).toEqual([]);
  });

  test('budgets that may not be read are a warning', () => {
    expect(preflight(facts({ budgets: undefined }))).toMatchObject([
      { severity: 'warning', code: 'unknown-budget' },
    ]);
  });
});

test.each([
  ['quay.io/prometheus/alertmanager:v0.34.2', undefined, '0.34.2'],
  ['localhost:5000/alertmanager:0.33.1-alpine@sha256:0f', undefined, '0.33.1'],
  ['localhost:5000/alertmanager', undefined, undefined],
  ['alertmanager@sha256:0f', '0.34.2', '0.34.2'],
  ['alertmanager:latest', 'v0.30', '0.30'],
  ['alertmanager:main-2026', 'next', undefined],
])('%s with the label %s is of version %s', (image, versionLabel, expected) => {
  expect(versionOf({ image, versionLabel })?.text).toBe(expected);
});

describe('what changes', () => {
  test('is told with its meaning, what matters first', () => {
    const former = template({
      flags: [
        ['cluster.label', 'first'],
        ['cluster.peer', 'a:9094'],
        ['cluster.peer', 'b:9094'],
        ['alerts.gc-interval', '30m'],
      ],
      rest: new Map([['spec.dnsPolicy', '"ClusterFirst"']]),
    });
    const target = template({
      image: 'alertmanager:v0.33.1',
      storage: 'claim data',
      flags: [
        ['cluster.label', 'second'],
        ['cluster.peer', 'headless:9094'],
        ['cluster.tls-config', '/etc/tls.yml'],
      ],
      rest: new Map(),
    });
    const changes = templateChanges(former, target);
    expect(changes.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['image', 'alertmanager:v0.34.2', 'alertmanager:v0.33.1'],
      ['--cluster.label', 'first', 'second'],
      ['--cluster.peer', 'a:9094, b:9094', 'headless:9094'],
      ['--cluster.tls-config', undefined, '/etc/tls.yml'],
      ['--alerts.gc-interval', '30m', undefined],
      ['storage', 'emptyDir', 'claim data'],
      ['spec.dnsPolicy', '"ClusterFirst"', undefined],
    ]);
    const meaning = (field: string): string | undefined =>
      changes.find((each) => each.field === field)?.meaning;
    expect(meaning('--cluster.label')).toContain('there are two meshes');
    expect(meaning('--cluster.label')).toContain('pages may come up to one `group_interval` late');
    expect(meaning('--cluster.tls-config')).toBe(meaning('--cluster.label'));
    expect(meaning('image')).toContain('from 0.34.2 to 0.33.1');
  });

  test('that is nothing is nothing', () => {
    expect(templateChanges(template({}), template({}))).toEqual([]);
  });

  test('that is much, and of no consequence, is counted', () => {
    const rest = new Map(Array.from({ length: 30 }, (_, i) => [`spec.x${i}`, 'true']));
    const changes = templateChanges(template({}), template({ rest }));
    expect(changes).toHaveLength(9);
    expect(changes.at(-1)?.field).toBe('22 more');
  });
});

function facts(change: Partial<PreflightFacts>): PreflightFacts {
  return {
    target: template({}),
    stateSize: MEBI,
    unsoundEntries: 0,
    budgets: [{ name: 'am', expected: 3, desired: 2 }],
    instances: 3,
    ...change,
  };
}

function template(change: Partial<TemplateLook>): TemplateLook {
  return {
    image: 'alertmanager:v0.34.2',
    flags: [['cluster.label', 'l']],
    storage: 'emptyDir',
    rest: new Map(),
    settings: { web: { scheme: 'http', port: 9093, prefix: '' }, startDelay: 0 },
    ...change,
  };
}

function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}
