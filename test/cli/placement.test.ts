import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { sharded } from '../../examples/sharded';
import { runCli } from './run-cli';

const RULES = `
groups:
  - name: shop
    rules:
      - record: instance:requests:rate
        expr: sum by (job, instance) (rate(requests_total[5m]))
      - alert: Slow
        expr: sum by (job) (instance:requests:rate) < 1
      - alert: PodsMissing
        expr: sum by (namespace) (kube_pod_info) < 1
`;

/** An operator's rule, beside a document that is none. */
const MANIFESTS = `
apiVersion: v1
kind: Service
metadata: { name: shop }
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: cart }
spec:
  groups:
    - name: cart
      rules:
        - { alert: Full, expr: "1", for: 5m }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-placement-'));
  await writeFile(join(folder, 'shop.yaml'), RULES);
  await writeFile(join(folder, 'cart.yaml'), MANIFESTS);
  await writeFile(join(folder, 'values.yaml'), 'replicas: 3\n');
});
afterAll(() => rm(folder, { recursive: true }));

test('tells what becomes of rules in files and in manifests', async () => {
  const args = [
    '--shards',
    '3',
    '--broadcast',
    'kube-state-metrics',
    '--metrics',
    'kube-state-metrics=kube_.+',
  ];
  const { code, stdout, stderr } = await runCli('placement', '--rules', folder, ...args);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`4 rules on 3 shards; 100.0 % read no raw series above
      1  local           each shard evaluates it on its own series
      2  on every shard  every shard evaluates it, with the same result
      1  split           evaluated above, on partial results and recorded series
      0  global          evaluated above, on raw series of all shards

cart: cart
  on every shard  Full

${join(folder, 'shop.yaml')}: shop
  local           instance:requests:rate
      shards     sum by (job, instance) (rate(requests_total[5m]))
      elsewhere  sum by (job, instance) (rate(requests_total{job!="kube-state-metrics"}[5m]))
      reach      looks back 5m: so long after a change of shards, targets that moved count in part
  split           Slow
      because    sum by (job) (instance:requests:rate) puts series of several shards into one: it keeps too few of \`job\` and \`instance\`
      mend       Keep \`job\` and \`instance\` by \`by\`, or name the job in the selector, where that is what is meant.
      shards     partial:Slow:sum:instance:requests:rate = sum by (job) (instance:requests:rate)
      above      (sum by (job) (partial:Slow:sum:instance:requests:rate) < 1) and on () (count(shard_alive) == 3)
      cost       reads 1 recorded name; the shards record 1 partial result
  on every shard  PodsMissing
`);
});

test('gives data, with the groups of every shard', async () => {
  const { stdout } = await runCli(
    'placement',
    '--rules',
    join(folder, 'shop.yaml'),
    '--shards',
    '2',
    '--format',
    'json',
  );
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(report).toMatchObject({
    classes: { local: 1, replicated: 0, split: 2, global: 0 },
    rules: [
      { name: 'instance:requests:rate', class: 'local', reach: 300 },
      { name: 'Slow' },
      { name: 'PodsMissing' },
    ],
    shards: [
      [{ group: { name: 'shop' } }, {}],
      [{ group: { name: 'shop' } }, {}],
    ],
    above: [{ group: { name: 'shop', interval: '1m', queryOffset: '1m' } }, {}],
  });
});

test('makes one page that needs nothing else', async () => {
  const { stdout } = await runCli('placement', '--rules', folder, '--shards', '3', '--format', 'html');
  expect(stdout).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  expect(stdout).not.toMatch(/<(script|link|img)[^>]*(src|href)=/);
  expect(stdout.match(/<details /g)).toHaveLength(4);
});

test('says what cannot be placed, and ends with 1', async () => {
  const { code, stderr } = await runCli('placement', '--rules', folder, '--shards', '3', '--view', 'none');
  expect(code).toBe(1);
  expect(stderr).toContain(
    `error: ${join(folder, 'shop.yaml')}: groups[0].rules[1].expr "sum by (job) (instance:requests:rate)"`,
  );
  const forced = await runCli(
    ...[
      'placement',
      '--rules',
      folder,
      '--shards',
      '3',
      '--view',
      'none',
      '--local',
      'shop/Slow',
      'shop/PodsMissing',
    ],
  );
  expect(forced.code).toBe(0);
  expect(forced.stderr).toMatch(/^warning: .* an override has "PodsMissing" evaluated on the shards$/m);
});

describe('of an app that has shards', () => {
  const app = ['--app', 'npx tsx examples/sharded.ts'];
  const single = ['--app', 'npx tsx examples/one-prometheus.ts'];

  test('it is what the app decided', async () => {
    const { code, stdout } = await runCli('placement', ...app, 'prometheus/k8s');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^2 rules on 3 shards; 100\.0 % read no raw series above$/m);
    expect(stdout).toMatch(/^ {2}local +instance:orders:rate5m$/m);
    expect(stdout).toMatch(
      /^ {6}because {4}sum by \(namespace\) \(.*\) puts series of several shards into one/m,
    );
    expect(stdout).toMatch(/^ {6}shards {5}partial:ShopSellsNothing:sum:\S+ = sum by \(namespace\) /m);
  });

  test('other decisions are refused, and a single shard is asked what it would be', async () => {
    const [refused, asked] = await Promise.all([
      runCli('placement', ...app, 'prometheus/k8s', '--shards', '5'),
      runCli('placement', ...single, 'prometheus/small', '--shards', '5'),
    ]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain(
      'the app says itself where the rules of prometheus/k8s in monitoring are evaluated: leave out --shards, or give',
    );
    expect([asked.code, asked.stdout]).toEqual([0, expect.stringMatching(/^0 rules on 5 shards/)]);
  });

  test('of a fleet it is that of the cluster that is named', async () => {
    const fleet = join(__dirname, 'sharded-fleet.ts');
    const ask = (...args: readonly string[]) =>
      runCli('placement', '--app', `npx tsx ${fleet}`, 'prometheus/k8s', ...args);
    const [one, either, none] = await Promise.all([
      ask('--cluster', 'us', '--format', 'html'),
      ask(),
      ask('--cluster', 'asia'),
    ]);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('in the cluster asia')]);
    expect([one.code, one.stdout]).toEqual([
      0,
      expect.stringContaining('prometheus/k8s in monitoring of us'),
    ]);
    expect([either.code, either.stderr]).toEqual([
      1,
      expect.stringMatching(
        /prometheus\/k8s is more than one \(they are: .* in monitoring of eu, .* in monitoring of us\): say which by --namespace, or --cluster in a fleet\n$/,
      ),
    ]);
  });

  test('its manifests do not tell', async () => {
    const dist = join(folder, 'dist');
    const written = new App({ outdir: dist });
    sharded(written);
    written.synth();
    const { code, stderr } = await runCli('placement', '--from', dist, '--shards', '3', 'prometheus/k8s');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'the rules of prometheus/k8s in monitoring are placed already, and manifests do not tell what they were before: give the app that makes them (--app <command>), or',
    );
  });
});

test.each([
  [['--rules', 'none.yaml', '--shards', '3'], 'none.yaml: there is no such file or folder'],
  [['--rules', 'examples', '--shards', '0'], 'there are no rules in examples'],
  [['--shards', '3'], 'say which one: prometheus/<name>, or --rules <paths...>'],
  [['alertmanager/main', '--shards', '3'], '"alertmanager/main" has no shards: only a Prometheus has'],
])('%j is no question', async (args, message) => {
  expect(await runCli('placement', ...args)).toMatchObject({
    code: 1,
    stderr: `cdk8s-prometheus: ${message}\n`,
  });
});
