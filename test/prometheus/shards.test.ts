import type { Chart } from 'cdk8s';
import type { PodDisruptionBudgetSpec } from 'kubernetes-types/policy/v1';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { parse } from 'yaml';
import type { PrometheusConfig, ScrapeConfig as Job } from '../../lib/native/prometheus';
import { PrometheusAgent, type Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { populateLabels } from '../../lib/relabel';
import { secretKey } from '../../lib/references';
import { alert, PrometheusRule, type RuleGroup } from '../../lib/rules';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor, type ScrapeConfigProps } from '../../lib/scrape';
import { Synthesis } from '../../lib/synthesis';
import { errors, prometheus, synth, takesAll, type Monitoring } from './monitoring';

const SHARD = 'operator.prometheus.io/shard';

/** Takes all of the chart, on so many shards, which are left to themselves. */
function sharded(chart: Chart, shards: number, props: PrometheusProps = {}): Prometheus {
  return takesAll(chart, { shards, globalView: 'none', ...props });
}

const suffix = (shard: number): string => (shard === 0 ? '' : `-shard-${shard}`);

function config(monitoring: Monitoring, shard: number): PrometheusConfig {
  return parse(monitoring.data(`prometheus-k8s${suffix(shard)}`)['prometheus.yml'] ?? '') as PrometheusConfig;
}

function jobs({ manifests }: Monitoring, shard: number): Job[] {
  const slot = new RegExp(`^prometheus-k8s${suffix(shard)}-scrape-\\d+$`);
  return manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && slot.test(metadata.name))
    .flatMap(({ data }) => Object.values(data as Record<string, string>))
    .flatMap((text) => (parse(text) as { scrape_configs: Job[] }).scrape_configs);
}

/** The shards that scrape a target of the only job. */
function owners(monitoring: Monitoring, shards: number, labels: Readonly<Record<string, string>>): number[] {
  return Array.from({ length: shards }, (_, shard) => shard).filter((shard) =>
    jobs(monitoring, shard).some((job) => populateLabels(job, labels).outcome.kind === 'kept'),
  );
}

function workload(monitoring: Monitoring, shard: number): StatefulSetSpec {
  return monitoring.object('StatefulSet', `prometheus-k8s${suffix(shard)}`).spec as StatefulSetSpec;
}

const addresses = Array.from({ length: 200 }, (_, index) => `10.0.0.${index}:9100`);

describe('a Prometheus of three shards', () => {
  const monitoring = synth((chart) => {
    sharded(chart, 3, { replicas: 2, storage: { size: '50Gi' }, selfMonitoring: {} });
    new ServiceMonitor(chart, 'checkout', {
      selector: { matchLabels: { app: 'checkout' } },
      endpoints: [{ port: 'metrics' }],
    });
  });

  test('has these objects', () => {
    expect(monitoring.manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount prometheus-k8s',
      'Role prometheus:monitoring:k8s:monitoring',
      'RoleBinding prometheus:monitoring:k8s:monitoring',
      'ConfigMap prometheus-k8s',
      'ConfigMap prometheus-k8s-scrape-0',
      'ConfigMap prometheus-k8s-shard-1',
      'ConfigMap prometheus-k8s-shard-1-scrape-0',
      'ConfigMap prometheus-k8s-shard-2',
      'ConfigMap prometheus-k8s-shard-2-scrape-0',
      'Service prometheus-k8s-headless',
      'Service prometheus-k8s-shard-0-read',
      'Service prometheus-k8s-shard-1-read',
      'Service prometheus-k8s-shard-2-read',
      'StatefulSet prometheus-k8s',
      'StatefulSet prometheus-k8s-shard-1',
      'StatefulSet prometheus-k8s-shard-2',
      'NetworkPolicy prometheus-k8s',
      'PodDisruptionBudget prometheus-k8s',
      'PodDisruptionBudget prometheus-k8s-shard-1',
      'PodDisruptionBudget prometheus-k8s-shard-2',
    ]);
  });

  test.each([0, 1, 2])('gives shard %i pods, a budget and a Service of its own', (shard) => {
    const selector = {
      'app.kubernetes.io/name': 'prometheus',
      'app.kubernetes.io/instance': 'k8s',
      [SHARD]: String(shard),
    };
    const { replicas, serviceName, selector: own, template } = workload(monitoring, shard);
    expect({ replicas, serviceName, own }).toEqual({
      replicas: 2,
      serviceName: 'prometheus-k8s-headless',
      own: { matchLabels: selector },
    });
    expect(template.metadata?.labels).toMatchObject(selector);
    expect(template.spec?.topologySpreadConstraints?.map(({ labelSelector }) => labelSelector)).toEqual([
      { matchLabels: selector },
      { matchLabels: selector },
    ]);
    const budget = monitoring.object('PodDisruptionBudget', `prometheus-k8s${suffix(shard)}`);
    expect((budget.spec as PodDisruptionBudgetSpec).selector).toEqual({ matchLabels: selector });
    const service = monitoring.object('Service', `prometheus-k8s-shard-${shard}-read`);
    expect((service.spec as ServiceSpec).selector).toEqual(selector);
  });

  test('has claims that the operator called so, which are found again', () => {
    const claims = [0, 1, 2].map(
      (shard) => workload(monitoring, shard).volumeClaimTemplates?.[0]?.metadata?.name,
    );
    expect(claims).toEqual(['prometheus-k8s-db', 'prometheus-k8s-db', 'prometheus-k8s-db']);
  });

  test('does not tell series of its shards apart', () => {
    const labels = [0, 1, 2].map((shard) => config(monitoring, shard).global?.external_labels);
    expect(new Set(labels.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  test('scrapes the pods of all shards as one job, each by one shard', () => {
    const own = jobs(monitoring, 1).find(({ job_name }) => job_name.endsWith('/prometheus-k8s/0'));
    const labels = {
      __address__: '10.0.0.1:9090',
      __meta_kubernetes_service_name: 'prometheus-k8s-headless',
      __meta_kubernetes_endpointslice_port_name: 'web',
      ...Object.fromEntries(
        [
          ['app_kubernetes_io_name', 'prometheus'],
          ['app_kubernetes_io_instance', 'k8s'],
          ['app_kubernetes_io_component', 'prometheus-headless'],
        ].flatMap(([name, value]) => [
          [`__meta_kubernetes_service_label_${name}`, value],
          [`__meta_kubernetes_service_labelpresent_${name}`, 'true'],
        ]),
      ),
      __tmp_disable_sharding: 'here',
    };
    expect(own && populateLabels(own, labels).outcome).toMatchObject({
      kind: 'kept',
      labels: { job: 'prometheus-k8s', service: 'prometheus-k8s' },
    });
  });
});

test('the pods of a Prometheus of one shard stay when it gets a second', () => {
  const [before, after] = [1, 2].map((shards) =>
    synth((chart) => sharded(chart, shards, { rulesConfigMap: 'none' })),
  );
  expect(before && workload(before, 0)).toEqual(after && workload(after, 0));
});

test('one more shard adds to the jobs of the others, and changes nothing else of them', () => {
  const build = (shards: number): Monitoring =>
    synth((chart) => {
      sharded(chart, shards);
      new ScrapeConfig(chart, 'router', { staticConfigs: [{ targets: ['router:1'] }] });
    });
  const [before, after] = [build(3), build(4)];
  for (const shard of [0, 1, 2]) {
    const [from, to] = [before, after].map((each) => jobs(each, shard)[0]?.relabel_configs ?? []);
    expect(to?.slice(0, (from?.length ?? 0) - 1)).toEqual(from?.slice(0, -1));
    expect(to).toHaveLength((from?.length ?? 0) + 1);
    expect(config(after, shard)).toEqual(config(before, shard));
  }
});

describe('targets', () => {
  const definitions: Readonly<Record<string, (chart: Chart) => unknown>> = {
    'a ScrapeConfig': (chart) =>
      new ScrapeConfig(chart, 'x', { httpSDConfigs: [{ url: 'http://inventory/targets' }] }),
    'a PodMonitor': (chart) =>
      new PodMonitor(chart, 'x', { selector: {}, podMetricsEndpoints: [{ port: 'metrics' }] }),
    'a ServiceMonitor': (chart) =>
      new ServiceMonitor(chart, 'x', { selector: {}, endpoints: [{ port: 'metrics' }] }),
  };
  const meta = {
    __meta_kubernetes_endpointslice_port_name: 'metrics',
    __meta_kubernetes_pod_container_port_name: 'metrics',
  };

  test.each(Object.entries(definitions))('of %s are each on one shard', (_, define) => {
    const monitoring = synth((chart) => {
      sharded(chart, 3);
      define(chart);
    });
    const found = addresses.map((address) => owners(monitoring, 3, { ...meta, __address__: address }));
    expect(found.every(({ length }) => length === 1)).toBe(true);
    expect(new Set(found.flat()).size).toBe(3);
  });

  test('of a Probe go by what is probed, not by the prober', () => {
    const monitoring = synth((chart) => {
      sharded(chart, 3);
      new Probe(chart, 'x', {
        prober: { url: 'blackbox:9115' },
        targets: { staticConfig: { static: ['a'] } },
      });
    });
    const found = addresses.map((address) => owners(monitoring, 3, { __address__: address }));
    expect(found.every(({ length }) => length === 1)).toBe(true);
    expect(new Set(found.flat()).size).toBe(3);
  });

  test('of native jobs are divided, in whatever prop they stand', () => {
    const job = (name: string): Job => ({ job_name: name, static_configs: [{ targets: ['a:1'] }] });
    const monitoring = synth((chart) => {
      sharded(chart, 2, {
        additionalScrapeConfigs: [job('listed')],
        additionalConfig: { scrape_configs: [job('merged')] },
      });
    });
    const both = [0, 1].map((shard) => [
      ...jobs(monitoring, shard),
      ...(config(monitoring, shard).scrape_configs ?? []),
    ]);
    for (const address of addresses) {
      const kept = both.map((all) =>
        all.map((each) => populateLabels(each, { __address__: address }).outcome.kind === 'kept'),
      );
      expect(kept[0]).toEqual(kept[1]?.map((is) => !is));
    }
  });

  test('of a broadcast definition are on all shards, those of a pinned one on its own', () => {
    const monitoring = synth((chart) => {
      sharded(chart, 3);
      const staticConfigs = [{ targets: ['a:1'] }];
      new ScrapeConfig(chart, 'everywhere', { staticConfigs, sharding: 'broadcast' });
      new ScrapeConfig(chart, 'pinned', { staticConfigs, sharding: { shard: 1 } });
    });
    const names = [0, 1, 2].map((shard) => jobs(monitoring, shard).map(({ job_name }) => job_name));
    const everywhere = 'scrapeConfig/monitoring/everywhere';
    expect(names).toEqual([[everywhere], [everywhere, 'scrapeConfig/monitoring/pinned'], [everywhere]]);
    expect(jobs(monitoring, 0)).toEqual(jobs(monitoring, 2));
  });

  test('in a Secret, which nobody can divide, are on the first shard, and that is said', () => {
    const monitoring = synth((chart) => {
      sharded(chart, 2, { additionalScrapeConfigs: secretKey('more-jobs', 'jobs.yaml') });
    });
    expect([0, 1].map((shard) => config(monitoring, shard).scrape_config_files?.length)).toEqual([1, 0]);
    expect(monitoring.warnings).toEqual([
      expect.stringContaining('additionalScrapeConfigs is in a Secret, where nobody can divide it'),
    ]);
  });

  test('of a native job that hashes by itself are left alone, and its placeholder becomes the number', () => {
    const own = (regex: string): Job => ({
      job_name: `own-${regex}`,
      static_configs: [{ targets: ['a:1'] }],
      relabel_configs: [
        { source_labels: ['__address__'], modulus: 2, target_label: '__tmp_own', action: 'hashmod' },
        { source_labels: ['__tmp_own'], regex, action: 'keep' },
      ],
    });
    const monitoring = synth((chart) => {
      sharded(chart, 2, { additionalScrapeConfigs: [own('$(SHARD)'), own('0')] });
    });
    expect([0, 1].map((shard) => jobs(monitoring, shard)[0]?.relabel_configs?.[1]?.regex)).toEqual([
      '0',
      '1',
    ]);
    expect(monitoring.warnings).toEqual([
      expect.stringContaining('additionalScrapeConfigs[1].relabel_configs has a "hashmod" of its own'),
    ]);
  });

  test('may name their shard, and are divided where there is none of that number', () => {
    const monitoring = synth((chart) => {
      sharded(chart, 3);
      new ScrapeConfig(chart, 'x', { httpSDConfigs: [{ url: 'http://inventory/targets' }] });
    });
    const named = (shard: string) =>
      addresses.map((address) => owners(monitoring, 3, { __address__: address, __tmp_shard: shard }));
    expect(new Set(named('2').flat())).toEqual(new Set([2]));
    expect(named('7').every(({ length }) => length === 1)).toBe(true);
    expect(new Set(named('7').flat()).size).toBe(3);
  });
});

describe('shards by zones', () => {
  const zones: PrometheusProps = {
    shardingStrategy: { mode: 'Topology', topology: { values: ['eu-a', 'eu-b'] } },
  };
  const monitoring = synth((chart) => {
    sharded(chart, 3, { ...zones, nodeSelector: { pool: 'monitoring' } });
    new PodMonitor(chart, 'x', { selector: {}, podMetricsEndpoints: [{ port: 'metrics' }] });
  });

  test('run in their zones', () => {
    expect([0, 1, 2].map((shard) => workload(monitoring, shard).template.spec?.nodeSelector)).toEqual(
      ['eu-a', 'eu-b', 'eu-a'].map((zone) => ({
        'kubernetes.io/os': 'linux',
        pool: 'monitoring',
        'topology.kubernetes.io/zone': zone,
      })),
    );
  });

  test('take the targets on nodes of their zones, and divide all others', () => {
    const found = (zone: Readonly<Record<string, string>>) =>
      addresses.map((address) =>
        owners(monitoring, 3, {
          __address__: address,
          __meta_kubernetes_pod_container_port_name: 'metrics',
          ...zone,
        }),
      );
    const label = '__meta_kubernetes_node_label_topology_kubernetes_io_zone';
    expect(new Set(found({ [label]: 'eu-a' }).flat())).toEqual(new Set([0, 2]));
    expect(new Set(found({ [label]: 'eu-b' }).flat())).toEqual(new Set([1]));
    expect(found({}).every(({ length }) => length === 1)).toBe(true);
    expect(new Set(found({}).flat())).toEqual(new Set([0, 1, 2]));
  });

  test('ask for the nodes of pods, and may', () => {
    expect(jobs(monitoring, 0)[0]?.kubernetes_sd_configs?.[0]?.attach_metadata).toEqual({ node: true });
    expect(monitoring.names('ClusterRole')).toHaveLength(1);
  });

  test('have an external label where that is wanted', () => {
    const labelled = synth((chart) => {
      sharded(chart, 2, {
        shardingStrategy: { mode: 'Topology', topology: { values: ['a', 'b'], externalLabelName: 'zone' } },
      });
    });
    expect([0, 1].map((shard) => config(labelled, shard).global?.external_labels?.zone)).toEqual(['a', 'b']);
  });
});

test('a shard may have other resources, storage and nodes than the rest', () => {
  const resources = { requests: { memory: '64Gi' } };
  const monitoring = synth((chart) => {
    sharded(chart, 2, {
      storage: { size: '50Gi' },
      nodeSelector: { pool: 'small' },
      shardOverrides: {
        1: { resources, storage: { size: '500Gi' }, nodeSelector: { pool: 'big' }, weight: 3 },
      },
    });
    new ScrapeConfig(chart, 'x', { httpSDConfigs: [{ url: 'http://inventory/targets' }] });
  });
  const [usual, big] = [0, 1].map((shard) => workload(monitoring, shard));
  expect(usual?.template.spec?.containers[0]?.resources).toBeUndefined();
  expect(big?.template.spec?.containers[0]?.resources).toEqual(resources);
  expect([usual, big].map((each) => each?.template.spec?.nodeSelector?.pool)).toEqual(['small', 'big']);
  expect(
    [usual, big].map((each) => each?.volumeClaimTemplates?.[0]?.spec?.resources?.requests?.storage),
  ).toEqual(['50Gi', '500Gi']);
  const share = addresses.filter((__address__) => owners(monitoring, 2, { __address__ })[0] === 1).length;
  expect(share / addresses.length).toBeCloseTo(0.75, 1);
});

test('external labels of shards are their numbers, and are taken from alerts, where that is wanted', () => {
  const monitoring = synth((chart) => {
    sharded(chart, 2, {
      shardExternalLabelName: 'prometheus_shard',
      externalLabels: { cluster: 'eu-$(SHARD)', price: '5$' },
      additionalAlertManagerConfigs: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }],
    });
  });
  expect([0, 1].map((shard) => config(monitoring, shard).global?.external_labels)).toEqual(
    ['0', '1'].map((shard) => ({
      cluster: `eu-${shard}`,
      price: '5$$',
      prometheus: 'monitoring/k8s',
      prometheus_replica: '${POD_NAME}',
      prometheus_shard: shard,
    })),
  );
  expect(config(monitoring, 1).alerting?.alert_relabel_configs).toContainEqual({
    regex: 'prometheus_shard',
    action: 'labeldrop',
  });
});

describe('a retired shard', () => {
  const build = (shards: number, props: PrometheusProps = {}, today = '2026-11-26'): Monitoring =>
    synth((chart) => {
      Synthesis.of(chart).configure({ today });
      sharded(chart, shards, {
        additionalAlertManagerConfigs: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }],
        remoteWrite: [{ url: 'https://mimir.example.com/push' }],
        ...props,
      });
      new ScrapeConfig(chart, 'x', { httpSDConfigs: [{ url: 'http://inventory/targets' }] });
    });
  const retiredShards = [{ shard: 2, until: '2027-01-15' }];

  test('keeps its pods as they are, its Service and its budget', () => {
    const [before, after] = [build(3), build(2, { retiredShards })];
    expect(workload(after, 2)).toEqual(workload(before, 2));
    expect(after.names('Service')).toEqual(before.names('Service'));
    expect(after.names('PodDisruptionBudget')).toEqual(before.names('PodDisruptionBudget'));
    expect(after.warnings).toEqual([]);
  });

  test('scrapes and evaluates nothing, and sends what it still has', () => {
    const after = build(2, { retiredShards });
    expect(Object.keys(config(after, 2))).toEqual(['global', 'remote_write']);
    expect(jobs(after, 2)).toEqual([]);
  });

  test('leaves its targets to the others', () => {
    const after = build(2, { retiredShards });
    const found = addresses.map((__address__) => owners(after, 3, { __address__ }));
    expect(found.every(({ length }) => length === 1)).toBe(true);
  });

  test('is to be taken out when its day has come', () => {
    expect(build(2, { retiredShards }, '2027-01-14').warnings).toEqual([]);
    expect(build(2, { retiredShards }, '2027-01-15').warnings).toEqual([
      expect.stringContaining(
        'retiredShards[0].until "2027-01-15" is over: today is 2027-01-15, and nobody needs shard 2 any more',
      ),
    ]);
  });

  test('needs somebody who says what day it is', () => {
    const monitoring = synth((chart) => sharded(chart, 2, { retiredShards }));
    expect(monitoring.warnings).toEqual([expect.stringContaining('cannot be compared with today')]);
  });
});

describe('addresses for queries', () => {
  test('are those of the shards, and none is that of all', () => {
    let whole: Prometheus | undefined;
    synth((chart) => {
      whole = sharded(chart, 2);
    });
    expect(whole?.shardUrls).toEqual([
      'http://prometheus-k8s-shard-0-read.monitoring.svc:9090',
      'http://prometheus-k8s-shard-1-read.monitoring.svc:9090',
    ]);
    expect(() => whole?.url).toThrow('monitoring/k8s has several shards');
  });
});

test('agents are divided as well', () => {
  const monitoring = synth((chart) => {
    new PrometheusAgent(chart, 'k8s', {
      shards: 2,
      storage: { emptyDir: {} },
      scrapeConfigSelector: {},
      remoteWrite: [{ url: 'https://mimir.example.com/push' }],
    });
    new ScrapeConfig(chart, 'x', { staticConfigs: [{ targets: ['a:1'] }] });
  });
  expect(monitoring.names('StatefulSet')).toEqual([
    'StatefulSet monitoring/prom-agent-k8s',
    'StatefulSet monitoring/prom-agent-k8s-shard-1',
  ]);
});

describe('rules of several shards', () => {
  const rules = (chart: Chart, ...list: RuleGroup['rules']): unknown =>
    new PrometheusRule(chart, 'slo', { groups: [{ name: 'app', rules: list }] });
  const checkout = (chart: Chart, props: Partial<ScrapeConfigProps> = {}): unknown =>
    new ScrapeConfig(chart, 'checkout', {
      jobName: 'checkout',
      httpSDConfigs: [{ url: 'http://inventory/targets' }],
      ...props,
    });

  test('are refused where no shard sees all that they read, while nothing else does', () => {
    const refused = errors((chart) => {
      sharded(chart, 2);
      checkout(chart);
      rules(chart, alert('Down', 'absent(up{job="checkout"})'));
    });
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(
      /^monitoring\/k8s: prometheusRule "slo" \(monitoring\/slo\): groups\[0\]\.rules\[0\]\.expr "absent\(up\{job=\\"checkout\\"\}\)"/,
    );
  });

  test('are the same on each shard, and there once, where each sees what it needs', () => {
    const monitoring = synth((chart) => {
      sharded(chart, 2);
      checkout(chart);
      rules(chart, alert('Down', 'up{job="checkout"} == 0'));
    });
    expect(monitoring.names('ConfigMap').filter((name) => name.includes('rule'))).toEqual([
      'ConfigMap monitoring/prometheus-k8s-rulefiles-0',
    ]);
    expect([0, 1].map((shard) => config(monitoring, shard).rule_files)).toEqual([
      ['/etc/prometheus/rules/0.*.yaml'],
      ['/etc/prometheus/rules/0.*.yaml'],
    ]);
  });

  test('of what every shard scrapes are the same on each, whatever they aggregate', () => {
    const monitoring = synth((chart) => {
      sharded(chart, 2);
      checkout(chart, { sharding: 'broadcast' });
      rules(chart, { record: 'checkout:up:sum', expr: 'sum(up{job="checkout"})' });
    });
    expect(Object.values(monitoring.data('prometheus-k8s-rulefiles-0')).join('')).toContain(
      'sum(up{job="checkout"})',
    );
  });

  test('are where the user wants them, and what is not known to be right is said', () => {
    const monitoring = synth((chart) => {
      sharded(chart, 2, { rulePlacement: { overrides: [{ group: 'app', placement: 'local' }] } });
      checkout(chart);
      rules(chart, { record: 'checkout:up:sum', expr: 'sum(up{job="checkout"})' });
    });
    expect(monitoring.find('ConfigMap', 'prometheus-k8s-rulefiles-0')).toBeDefined();
    expect(monitoring.warnings).toEqual([
      expect.stringContaining('an override has "checkout:up:sum" evaluated on the shards'),
    ]);
  });

  test('cannot rely on a broadcast job whose name is not known', () => {
    const refused = errors((chart) => {
      sharded(chart, 2);
      new ServiceMonitor(chart, 'ksm', {
        sharding: 'broadcast',
        selector: { matchLabels: { app: 'ksm' } },
        endpoints: [{ port: 'metrics' }],
      });
      rules(chart, alert('Down', 'up{job="checkout"} == 0'));
    });
    expect(refused).toContainEqual(
      expect.stringContaining(
        '"serviceMonitor/monitoring/ksm/0" is scraped by every shard, and it is not known what its series have as `job`',
      ),
    );
  });

  test('do not come while the pods run', () => {
    const late = errors((chart) => {
      takesAll(chart, {
        shards: 2,
        ruleConfigMaps: { matchLabels: { rules: 'k8s' } },
        rulesConfigMap: 'managed',
      });
    });
    expect(late.map((each) => each.split('\n')[0])).toEqual([
      'monitoring/k8s: ruleConfigMaps lets rules in while the pods run, which each shard would evaluate on its part of the series',
      'monitoring/k8s: rulesConfigMap "managed" lets rules in while the pods run, which each shard would evaluate on its part of the series',
    ]);
  });

  test('have no ConfigMap of users, and no pod that checks one', () => {
    const monitoring = synth((chart) => sharded(chart, 2));
    expect(monitoring.find('ConfigMap', 'k8s-rules')).toBeUndefined();
    expect(monitoring.pod.containers.map(({ name }) => name)).toEqual(['prometheus']);
    expect(monitoring.warnings).toEqual([]);
  });

  test('stay where they are as long as only one shard has targets', () => {
    const monitoring = synth((chart) => {
      Synthesis.of(chart).configure({ today: '2026-11-26' });
      takesAll(chart, { retiredShards: [{ shard: 1, until: '2027-01-15' }] });
      new PrometheusRule(chart, 'slo', { groups: [{ name: 'app', rules: [alert('Down', 'absent(up)')] }] });
    });
    expect([0, 1].map((shard) => config(monitoring, shard).rule_files?.[0])).toEqual([
      '/etc/prometheus/rules/0.*.yaml',
      undefined,
    ]);
  });
});

describe('what cannot be is an error:', () => {
  const topology = (...values: string[]): PrometheusProps => ({
    shardingStrategy: { mode: 'Topology', topology: { values } },
  });

  test.each<[string, PrometheusProps, string]>([
    ['no shard at all', { shards: 0 }, 'shards 0 is not a whole number, from 1 to 256'],
    ['a part of a shard', { shards: 1.5 }, 'shards 1.5 is not a whole number, from 1 to 256'],
    [
      'more zones than shards',
      { shards: 2, ...topology('a', 'b', 'c') },
      'shardingStrategy.topology.values ["a","b","c"] are more zones than the 2 shards: some would have none\n' +
        '  Set `shards` to 3 or a multiple of it, or name fewer zones: their targets are divided among all.',
    ],
    ['no zones', { shards: 2, ...topology() }, 'shardingStrategy.topology.values names no zone'],
    [
      'a zone twice',
      { shards: 2, ...topology('a', 'a') },
      'shardingStrategy.topology.values[1] "a" is named twice',
    ],
    [
      'zones that have no effect',
      { shards: 2, shardingStrategy: { topology: { values: ['a'] } } },
      'shardingStrategy.topology has no effect',
    ],
    [
      'a zone of the user beside ours',
      { shards: 1, ...topology('a'), nodeSelector: { 'topology.kubernetes.io/zone': 'b' } },
      'nodeSelector.topology.kubernetes.io/zone "b" is chosen by',
    ],
    [
      'a retired shard that gets targets',
      { shards: 3, retiredShards: [{ shard: 2, until: '2027-01-15' }] },
      'retiredShards[0].shard 2 still gets targets: `shards` is 3\n' +
        '  Set `shards` to 2, or take it out of `retiredShards`.',
    ],
    [
      'a day that does not exist',
      { shards: 1, retiredShards: [{ shard: 1, until: '2027-02-30' }] },
      'retiredShards[0].until "2027-02-30" is no day',
    ],
    [
      'an override of nothing',
      { shards: 2, shardOverrides: { 2: { resources: {} } } },
      'shardOverrides.2 is no shard: there are shards 0 to 1',
    ],
    [
      'a weight of the operator',
      { shards: 2, shardingStrategy: { hash: 'Modulo' }, shardOverrides: { 1: { weight: 2 } } },
      'shardOverrides.1.weight 2 does not fit the hash "Modulo"',
    ],
    [
      'a weight of a shard without targets',
      { shards: 1, retiredShards: [{ shard: 1, until: '2027-01-15' }], shardOverrides: { 1: { weight: 2 } } },
      'shardOverrides.1.weight 2 is of a shard that is retired',
    ],
    [
      'a weight of nothing',
      { shards: 2, shardOverrides: { 1: { weight: 0 } } },
      'shardOverrides.1.weight 0 is not',
    ],
    [
      'a label that is taken',
      { shards: 2, shardExternalLabelName: 'prometheus' },
      'shardExternalLabelName "prometheus" is what prometheusExternalLabelName writes already',
    ],
    ['a name that has no room for numbers', { shards: 11, name: 'a'.repeat(33) }, 'name "'],
  ])('%s', (_, props, expected) => {
    expect(errors((chart) => prometheus(chart, props))).toContainEqual(
      expect.stringContaining(`monitoring/k8s: ${expected}`),
    );
  });

  test('a definition that is pinned to a shard that is not there', () => {
    const pinned = errors((chart) => {
      sharded(chart, 2);
      new ScrapeConfig(chart, 'x', { staticConfigs: [{ targets: ['a:1'] }], sharding: { shard: 2 } });
    });
    expect(pinned).toEqual([
      'monitoring/k8s: scrapeConfig "x" (monitoring/x): sharding.shard 2 is no shard of the Prometheus "k8s" that gets targets: it has shards 0 to 1\n' +
        '  Name one of these.',
    ]);
  });

  test('shards of an agent of each node', () => {
    const perNode = errors((chart) => {
      new PrometheusAgent(chart, 'k8s', { mode: 'DaemonSet', shards: 2, podMonitorSelector: {} });
    });
    expect(perNode).toContainEqual(
      expect.stringContaining('shards has no meaning where each node has its own agent'),
    );
  });
});
