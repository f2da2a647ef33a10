import { parse } from 'yaml';
import { platform } from '../../examples/platform/main';
import type { AlertmanagerFile } from '../../lib/native/alertmanager';
import type { RuleFile, ScrapeConfig } from '../../lib/native/prometheus';
import { manifestFiles, readManifests, type Manifest } from '../../tools/validate/manifests';
import { exemptNamespaces, podSecurity } from '../../tools/validate/pod-security';
import { pods } from '../../lib/manifests';
import { synthesize, type Synthesized } from './synthesized';

describe('the platform', () => {
  let synthesized: Synthesized;
  let manifests: Manifest[];

  beforeAll(() => {
    synthesized = synthesize(platform);
    manifests = readManifests(manifestFiles(synthesized.folder));
  });

  /** `namespace/name` of all objects of a kind. */
  function named(kind: string): string[] {
    return manifests
      .filter((manifest) => manifest.kind === kind)
      .map(({ metadata: { namespace, name } }) => (namespace === undefined ? name : `${namespace}/${name}`))
      .sort();
  }

  function data(name: string): Record<string, string> {
    const found = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
    return (found as { data?: Record<string, string> } | undefined)?.data ?? {};
  }

  test.each<[string, string[]]>([
    ['Namespace', ['monitoring', 'node-exporter', 'shop']],
    ['StatefulSet', ['monitoring/alertmanager-main', 'monitoring/prometheus-k8s']],
    [
      'Deployment',
      ['monitoring/alertmanager-main-rollout', 'monitoring/kube-state-metrics', 'shop/checkout'],
    ],
    ['DaemonSet', ['node-exporter/node-exporter']],
    [
      'Service',
      [
        'monitoring/alertmanager-main',
        'monitoring/alertmanager-main-headless',
        'monitoring/alertmanager-main-rollout',
        'monitoring/kube-state-metrics',
        'monitoring/prometheus-k8s',
        'monitoring/prometheus-k8s-headless',
        'node-exporter/node-exporter',
        'shop/checkout',
      ],
    ],
    [
      'ConfigMap',
      [
        'monitoring/alertmanager-main-rollout-bundle-0',
        'monitoring/k8s-rules',
        'monitoring/main',
        'monitoring/prometheus-k8s',
        'monitoring/prometheus-k8s-rulefiles-0',
        'monitoring/prometheus-k8s-scrape-0',
      ],
    ],
    ['ClusterRole', ['kube-state-metrics', 'prometheus:monitoring:k8s']],
    [
      'Role',
      [
        ...['default', 'kube-system', 'monitoring', 'node-exporter', 'shop'].map(
          (namespace) => `${namespace}/prometheus:monitoring:k8s:${namespace}`,
        ),
        'monitoring/alertmanager-main-rollout',
      ].sort(),
    ],
    ['PodDisruptionBudget', ['monitoring/alertmanager-main', 'monitoring/prometheus-k8s', 'shop/checkout']],
    [
      'NetworkPolicy',
      [
        'monitoring/alertmanager-main',
        'monitoring/alertmanager-main-rollout',
        'monitoring/kube-state-metrics',
        'monitoring/prometheus-k8s',
        'shop/checkout',
      ],
    ],
    [
      'ServiceAccount',
      [
        'monitoring/alertmanager-main',
        'monitoring/alertmanager-main-rollout',
        'monitoring/kube-state-metrics',
        'monitoring/prometheus-k8s',
        'node-exporter/node-exporter',
      ],
    ],
  ])('has every %s that it should', (kind, names) => {
    expect(named(kind)).toEqual(names);
  });

  test('has no value of a Secret: the only one is there for the companion to keep its copy in', () => {
    const secrets = manifests.filter(({ kind }) => kind === 'Secret');
    expect(named('Secret')).toEqual(['monitoring/alertmanager-main-mesh']);
    expect(secrets.filter((secret) => 'data' in secret || 'stringData' in secret)).toEqual([]);
  });

  test('scrapes the control plane, the nodes, itself and the shop', () => {
    const jobs = Object.values(data('prometheus-k8s-scrape-0')).flatMap(
      (text) => (parse(text) as { scrape_configs: ScrapeConfig[] }).scrape_configs,
    );
    expect(jobs.map(({ job_name }) => job_name).sort()).toEqual([
      'scrapeConfig/monitoring/cadvisor',
      'scrapeConfig/monitoring/kubelet',
      'serviceMonitor/monitoring/alertmanager-main-rollout/0',
      'serviceMonitor/monitoring/alertmanager-main/0',
      'serviceMonitor/monitoring/apiserver/0',
      'serviceMonitor/monitoring/coredns/0',
      'serviceMonitor/monitoring/kube-state-metrics/0',
      'serviceMonitor/monitoring/kube-state-metrics/1',
      'serviceMonitor/monitoring/node-exporter/0',
      'serviceMonitor/monitoring/prometheus-k8s/0',
      'serviceMonitor/shop/checkout/0',
    ]);
  });

  test('has alerts that say how much they matter, what they mean, and all have names of their own', () => {
    const rules = Object.values(data('prometheus-k8s-rulefiles-0'))
      .flatMap((text) => (parse(text) as RuleFile).groups ?? [])
      .flatMap((group) => group.rules ?? []);
    const alerts = rules.flatMap((rule) => ('alert' in rule ? [rule] : []));
    expect(alerts.length).toBeGreaterThanOrEqual(30);
    expect(alerts.filter(({ labels, annotations }) => !labels?.severity || !annotations?.summary)).toEqual(
      [],
    );
    // One name may stand for several grades of one thing.
    const identities = alerts.map(({ alert, labels }) => `${alert} ${labels?.severity}`);
    expect(identities.filter((identity, index) => identities.indexOf(identity) !== index)).toEqual([]);
    expect(synthesized.report.figures['monitoring/stack/k8s']).toMatchObject({
      rules: rules.length,
      scrapeJobs: 11,
    });
  });

  test('tells three receivers, each of which a route leads to', () => {
    const config = parse(data('main')['alertmanager.yml']!) as AlertmanagerFile;
    const routes = [config.route, ...(config.route.routes ?? [])].map((route) => route.receiver);
    expect(config.receivers?.map(({ name }) => name).sort()).toEqual(['chat', 'dead-mans-switch', 'pager']);
    expect([...new Set(routes)].sort()).toEqual(['chat', 'dead-mans-switch', 'pager']);
  });

  test('runs restricted pods, except where the hosts themselves are read', () => {
    const templates = pods(manifests);
    expect(exemptNamespaces(manifests)).toEqual(new Map([['node-exporter', 'privileged']]));
    const violating = templates.filter((pod) => podSecurity(pod, 'restricted').length > 0);
    expect(templates).toHaveLength(6);
    expect(violating.map(({ object }) => object)).toEqual(['DaemonSet node-exporter/node-exporter']);
  });

  test("puts the user's own rules into a ConfigMap without data", () => {
    const rules = manifests.find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'k8s-rules',
    );
    expect(rules).toBeDefined();
    expect(rules).not.toHaveProperty('data');
  });
});
