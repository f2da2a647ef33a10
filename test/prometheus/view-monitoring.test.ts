import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { parse } from 'yaml';
import type { RuleFile, ScrapeConfig } from '../../lib/native/prometheus';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { PrometheusRule, recordingRule, type RuleGroup } from '../../lib/rules';
import { ruleTest } from '../../lib/testing';
import { describeWith, requireProgram } from '../support/programs';
import { synth, type Monitoring } from './monitoring';
import { run } from './promtool';

function build(chart: Chart, props: PrometheusProps = {}): Prometheus {
  return new Prometheus(chart, 'k8s', { shards: 2, storage: { emptyDir: {} }, ruleSelector: {}, ...props });
}

const THANOS: PrometheusProps = { globalView: { kind: 'thanos', queryFrontend: {} } };
const FRONT: PrometheusProps = { globalView: 'prometheus' };
const VIEWS: ReadonlyArray<readonly [PrometheusProps, readonly string[]]> = [
  [THANOS, ['thanos-query-frontend-k8s', 'thanos-query-k8s', 'thanos-ruler-k8s']],
  [FRONT, ['prometheus-k8s-front']],
];

/** All that a shard has in ConfigMaps of its own. */
function ownFiles({ manifests }: Monitoring, shard: number): string[] {
  const name = new RegExp(`^prometheus-k8s${shard === 0 ? '' : `-shard-${shard}`}-scrape-\\d+$`);
  return manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && name.test(metadata.name))
    .flatMap(({ data = {} }) => Object.values(data as Record<string, string>));
}

function jobsOn(monitoring: Monitoring, shard: number): ScrapeConfig[] {
  return ownFiles(monitoring, shard).flatMap(
    (text) => (parse(text) as { scrape_configs?: ScrapeConfig[] }).scrape_configs ?? [],
  );
}

function groupsOn(monitoring: Monitoring, shard: number): RuleFile['groups'] {
  return ownFiles(monitoring, shard).flatMap((text) => (parse(text) as RuleFile).groups ?? []);
}

const named = (parts: readonly string[]): string[] =>
  parts.map((part) => `serviceMonitor/monitoring/${part}/0`);

describe.each(VIEWS)('the parts of a view, %j,', (props, parts) => {
  const monitoring = synth((chart) => build(chart, props));

  test('are scraped by one shard, and nothing is said about it', () => {
    const scraped = jobsOn(monitoring, 0).map(({ job_name }) => job_name);
    expect(scraped).toEqual(expect.arrayContaining(named(parts)));
    const elsewhere = jobsOn(monitoring, 1).map(({ job_name }) => job_name);
    expect(elsewhere.filter((name) => named(parts).includes(name))).toEqual([]);
    expect(monitoring.warnings).toEqual([]);
  });

  test('let it in', () => {
    for (const part of parts) {
      const { ingress = [] } = monitoring.object('NetworkPolicy', part).spec as NetworkPolicySpec;
      expect(JSON.stringify(ingress)).toContain('"app.kubernetes.io/name":"prometheus"');
    }
  });

  test('have alerts there, which neither need a view nor are those of a Ruler', () => {
    const groups = (groupsOn(monitoring, 0) ?? []).map(({ name }) => name);
    expect(groups).toEqual(expect.arrayContaining(parts.map((part) => `${part}-monitoring`)));
    expect(JSON.stringify(groupsOn(monitoring, 1))).not.toContain('Down');
    const above = monitoring.manifests.filter(({ metadata }) => /ruler|front/.test(metadata.name));
    expect(JSON.stringify(above)).not.toMatch(/alert: \w+Down/);
  });

  test('are left alone where a Prometheus watches nothing', () => {
    const alone = synth((chart) => build(chart, { ...props, selfMonitoring: false }));
    expect([jobsOn(alone, 0), JSON.stringify(groupsOn(alone, 0))]).toEqual([
      [],
      expect.not.stringContaining('Down'),
    ]);
  });

  test('take no rule from the shards', () => {
    const [text = '', ...others] = [synth((chart) => withRule(chart, props))].map((with_) =>
      Object.values(with_.data('prometheus-k8s-rulefiles-0')).join(''),
    );
    expect(others).toEqual([]);
    expect(text).toContain('expr: sum by (instance) (up)');
  });
});

/** A rule that is right on shards only where series of one instance are together. */
function withRule(chart: Chart, props: PrometheusProps): void {
  build(chart, props);
  new PrometheusRule(chart, 'up', {
    groups: [{ name: 'up', rules: [recordingRule('instance:up:sum', 'sum by (instance) (up)')] }],
  });
}

describeWith(['promtool'], 'the alerts about a view', () => {
  test.each(VIEWS)('of %j are taken by promtool', async (props) => {
    const folder = mkdtempSync(join(tmpdir(), 'view-'));
    try {
      const file = join(folder, 'rules.yaml');
      writeFileSync(
        file,
        JSON.stringify({
          groups: groupsOn(
            synth((chart) => build(chart, props)),
            0,
          ),
        }),
      );
      const { ok, output } = await run(requireProgram('promtool'), ['check', 'rules', '--lint=all', file]);
      expect(ok ? 'ok' : output).toBe('ok');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    [THANOS, 'thanos-ruler-k8s', 'ThanosRulerDown'],
    [FRONT, 'prometheus-k8s-front', 'PrometheusFrontDown'],
  ])('of %j tell that a part is down: %s', async (props, job, name) => {
    const groups = groupsOn(
      synth((chart) => build(chart, props)),
      0,
    ) as unknown as RuleGroup[];
    const rule = groups.flatMap(({ rules }) => rules).find((each) => each.alert === name);
    const labels = { job, namespace: 'monitoring', instance: 'monitoring/a', pod: 'a' };
    await ruleTest(
      groups.filter((group) => group.name === `${job}-monitoring`),
      { promtool: requireProgram('promtool') },
    )
      .scenario('it goes')
      .with('up', labels, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
      .at('2m')
      .expectNoAlert(name)
      .at('9m')
      .expectAlert(name, { labels: { severity: 'critical' }, annotations: rule?.annotations ?? {} })
      .run();
  });
});
