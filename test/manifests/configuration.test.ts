import type { Manifest } from '../../lib/kubernetes';
import {
  alertmanagerConfig,
  findInstance,
  findManifests,
  LookupError,
  ManifestError,
  parseManifests,
  prometheusConfig,
  prometheusFiles,
} from '../../lib/manifests';

function configMap(name: string, data: Record<string, string>, namespace = 'monitoring'): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

function workload(
  name: string,
  program: string,
  sources: readonly string[],
  namespace = 'monitoring',
): Manifest {
  const args = [`--config.file=/etc/config/${program}.yml`];
  const volumes = [
    {
      name: 'config',
      projected: { sources: sources.map((map) => ({ configMap: { name: map, optional: true } })) },
    },
  ];
  const containers = [{ name: program, args, volumeMounts: [{ name: 'config', mountPath: '/etc/config' }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace },
    spec: { template: { spec: { containers, volumes } } },
  };
}

const MAIN = `
global: { scrape_interval: 30s }
scrape_config_files: [0.*.yaml, /etc/config/1.*.yaml, /elsewhere/*.yml]
rule_files: [rules-*.yaml]
scrape_configs: [{ job_name: own }]
`;

const MANIFESTS: readonly Manifest[] = [
  workload('prometheus-k8s', 'prometheus', ['main', 'slots', 'gone']),
  configMap('main', { 'prometheus.yml': MAIN }),
  configMap('slots', {
    '0.b.yaml': 'scrape_configs: [{ job_name: b }]',
    '0.a.yaml': 'scrape_configs: [{ job_name: a }]',
    '1.c.yaml': '',
    '2.left-behind.yaml': 'scrape_configs: [{ job_name: left-behind }]',
    'rules-a.yaml': 'groups: [{ name: one, rules: [] }]',
    'rules-b.yaml': 'groups: [{ name: one, rules: [] }, { name: two, rules: [] }]',
  }),
];

test('jobs of the files that the main file names are merged into it, and no others', () => {
  expect(prometheusConfig(MANIFESTS, { name: 'k8s' })).toEqual({
    global: { scrape_interval: '30s' },
    scrape_config_files: ['/elsewhere/*.yml'],
    rule_files: ['rules-*.yaml'],
    scrape_configs: [{ job_name: 'own' }, { job_name: 'a' }, { job_name: 'b' }],
  });
});

test('rule files become one, in which names of groups stay unique', () => {
  const { rules, unmatched } = prometheusFiles(
    MANIFESTS,
    findInstance(MANIFESTS, { program: 'prometheus', name: 'prometheus-k8s' }),
  );
  expect(rules.groups?.map(({ name }) => name)).toEqual(['one', 'one (/etc/config/rules-b.yaml)', 'two']);
  expect(unmatched).toEqual(['/elsewhere/*.yml']);
});

test('the configuration of an Alertmanager is its file', () => {
  const manifests = [
    workload('alertmanager-main', 'alertmanager', ['main']),
    configMap('main', { 'alertmanager.yml': 'route: { receiver: x } # as it is\n' }),
  ];
  const instance = findInstance(manifests, { program: 'alertmanager', name: 'main' });
  expect(alertmanagerConfig(manifests, instance)).toBe('route: { receiver: x } # as it is\n');
});

describe('an instance', () => {
  const TWO = [
    ...MANIFESTS,
    workload('prometheus-k8s', 'prometheus', [], 'other'),
    workload('prometheus-k8s-shard-1', 'prometheus', []),
  ];
  const find = (query: object) => findInstance(TWO, { program: 'prometheus', name: 'k8s', ...query });

  test('is found by its namespace, and by its shard', () => {
    expect(find({ namespace: 'other' }).namespace).toBe('other');
    expect(find({ shard: 1 }).name).toBe('prometheus-k8s-shard-1');
  });

  test.each<[string, object, string]>([
    [
      'is not there: those that are',
      { name: 'x' },
      'there is no prometheus/x (there are: prometheus/k8s in monitoring, prometheus/k8s-shard-1 in monitoring, prometheus/k8s in other)',
    ],
    [
      'is there twice',
      {},
      'prometheus/k8s is more than one (they are: prometheus/k8s in monitoring, prometheus/k8s in other): name a namespace',
    ],
    ['has no such shard', { shard: 7 }, 'there is no prometheus/k8s with a shard 7'],
    ['is in another namespace', { namespace: 'shop' }, 'there is no prometheus/k8s in the namespace shop'],
    [
      'is of another program',
      { program: 'alertmanager' },
      'there is no alertmanager/k8s (there is none at all)',
    ],
  ])('%s', (_, query, message) => {
    expect(() => find(query)).toThrow(LookupError);
    expect(() => find(query)).toThrow(message);
  });

  test('has a configuration that somebody else writes', () => {
    const instance = find({ namespace: 'other' });
    expect(() => prometheusFiles(TWO, instance)).toThrow(
      'StatefulSet other/prometheus-k8s reads /etc/config/prometheus.yml, which no ConfigMap among the manifests has',
    );
  });

  test('has a configuration that is none', () => {
    const manifests = [MANIFESTS[0]!, configMap('main', { 'prometheus.yml': 'just text' })];
    expect(() => prometheusConfig(manifests, { name: 'k8s' })).toThrow(
      '/etc/config/prometheus.yml: has no fields of a configuration in it',
    );
  });
});

describe('manifests are read', () => {
  const OBJECT =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { on: "yes", day: 2026-01-02 }\n';

  test('from several documents, JSON and lists', () => {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: parseManifests(OBJECT, 'x') });
    expect(parseManifests(`${OBJECT}---\n---\n${OBJECT}`, 'x')).toHaveLength(2);
    expect(parseManifests(list, 'x')).toEqual(parseManifests(OBJECT, 'x'));
    expect(parseManifests(OBJECT, 'x')).toMatchObject([{ data: { day: '2026-01-02' } }]);
  });

  test('with an error for what is no YAML', () => {
    expect(() => findManifests('a: [', 'broken.yaml')).toThrow(ManifestError);
    expect(() => findManifests('a: [', 'broken.yaml')).toThrow(/^broken.yaml: .*line 1/);
  });

  test('with an error for what is no API object, or past it', () => {
    expect(() => parseManifests('kind: Kustomization', 'x.yaml')).toThrow(
      'x.yaml: has something in it that is no API',
    );
    expect(findManifests('kind: Kustomization\n---\njust text\n---\n[1]', 'x.yaml')).toEqual([]);
  });
});
