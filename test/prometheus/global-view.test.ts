import type { Chart } from 'cdk8s';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import type { EndpointsFile } from '../../lib/native/thanos';
import { secretKey } from '../../lib/references';
import { alert, PrometheusRule, recordingRule } from '../../lib/rules';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { ThanosQuery } from '../../lib/query';
import { errors, synth } from './monitoring';

function viewed(chart: Chart, props: PrometheusProps = {}): Prometheus {
  return new Prometheus(chart, 'k8s', {
    shards: 2,
    storage: { size: '10Gi' },
    ...props,
  });
}

test('several shards have a view of Thanos where nothing is said', () => {
  const [default_, explicit] = [{}, { globalView: 'thanos' } as const].map((props) =>
    synth((chart) => viewed(chart, props)),
  );
  expect(default_?.manifests).toEqual(explicit?.manifests);
  expect(default_?.names('StatefulSet')).toContain('StatefulSet monitoring/thanos-ruler-k8s');
  expect(default_?.warnings).toEqual([]);
});

test('so have retired ones, as long as they are read', () => {
  const monitoring = synth((chart) =>
    viewed(chart, { shards: 1, retiredShards: [{ shard: 1, until: '2027-01-15' }] }),
  );
  expect(monitoring.names('Deployment')).toEqual(['Deployment monitoring/thanos-query-k8s']);
});

test.each<[string, PrometheusProps]>([
  ['a single shard', { shards: 1 }],
  ['shards that are to be left to themselves', { globalView: 'none' }],
])('%s has none', (_, props) => {
  const monitoring = synth((chart) => viewed(chart, props));
  expect(monitoring.manifests.filter(({ metadata }) => metadata.name.startsWith('thanos'))).toEqual([]);
  expect(JSON.stringify(monitoring.pod)).not.toContain('thanos');
});

test('a view of Thanos answers behind the Service of the Prometheus', () => {
  let prometheus: Prometheus | undefined;
  const monitoring = synth((chart) => {
    prometheus = viewed(chart, { retiredShards: [{ shard: 2, until: '2027-01-15' }] });
  });
  expect(prometheus?.url).toBe('http://prometheus-k8s.monitoring.svc:9090');
  expect(prometheus?.dataSourceFacts).toMatchObject([
    { kind: 'Thanos', name: 'k8s', url: 'http://prometheus-k8s.monitoring.svc:9090' },
  ]);
  const service = monitoring.object('Service', 'prometheus-k8s').spec as ServiceSpec;
  expect(service).toMatchObject({
    selector: { 'app.kubernetes.io/name': 'thanos-query', 'app.kubernetes.io/instance': 'k8s' },
    ports: [{ port: 9090, targetPort: 'web' }],
  });
  const { endpoints } = parse(monitoring.data('thanos-query-k8s')['endpoints.yml'] ?? '') as EndpointsFile;
  expect(endpoints).toEqual([
    ...[0, 1, 2].map((shard) => ({
      address: `prometheus-k8s-shard-${shard}-thanos.monitoring.svc:10901`,
      strict: true,
    })),
    { address: 'dns+thanos-ruler-k8s-headless.monitoring.svc:10901' },
  ]);
  for (const name of ['thanos-query-k8s', 'thanos-ruler-k8s']) {
    expect(monitoring.find('PodDisruptionBudget', name)).toBeDefined();
    expect(monitoring.find('NetworkPolicy', name)).toBeDefined();
  }
  expect([0, 1].map((shard) => monitoring.onShard(shard).config.global?.external_labels)).toMatchObject([
    { prometheus_shard: '0' },
    { prometheus_shard: '1' },
  ]);
});

test('a Query Frontend stands before it by choice', () => {
  const monitoring = synth((chart) => viewed(chart, { globalView: { kind: 'thanos', queryFrontend: {} } }));
  const { selector } = monitoring.object('Service', 'prometheus-k8s').spec as ServiceSpec;
  expect(selector).toMatchObject({ 'app.kubernetes.io/name': 'thanos-query-frontend' });
});

test('rules that need all shards are those of the Ruler, guarded; that one is missing is told on what there is', () => {
  const monitoring = synth((chart) => {
    viewed(chart, { ruleSelector: {} });
    new PrometheusRule(chart, 'up', {
      groups: [
        {
          name: 'up',
          rules: [recordingRule('job:up:sum', 'sum by (job) (up)'), alert('Down', 'up == 0')],
        },
      ],
    });
  });
  const texts = Object.values(monitoring.data('thanos-ruler-k8s-rulefiles-0')).join('\n');
  expect(texts).toContain('and on () (count(shard_alive) == 2)');
  expect(texts).not.toContain('alert: Down');
  expect(texts).toMatch(/alert: PrometheusShardMissing[^]*partial_response_strategy: warn/);
});

test.each<[string, (chart: Chart) => void, string | RegExp]>([
  [
    'a store that is a Query',
    (chart) => {
      const stores = [new ThanosQuery(chart, 'other', { endpoints: [{ address: 'a:1' }] })];
      viewed(chart, { globalView: { kind: 'thanos', stores } });
    },
    'globalView.stores[0] "ThanosQuery monitoring/other" is no ThanosStore',
  ],
  [
    'shards that are not told apart',
    (chart) => viewed(chart, { shardExternalLabelName: '' }),
    'shardExternalLabelName "" leaves nothing that tells shards apart',
  ],
  [
    'replicas that are not told apart',
    (chart) => viewed(chart, { replicas: 2, replicaExternalLabelName: '' }),
    "or choose another `globalView`: `'none'` leaves each shard to itself",
  ],
  [
    'a password of the shards, which the Query has not',
    (chart) =>
      viewed(chart, {
        web: {
          configFile: {
            secret: secretKey('web', 'web.yml'),
            tls: false,
            basicAuth: { username: 'people', password: secretKey('web', 'password') },
          },
        },
      }),
    'globalView.query.web',
  ],
  [
    'an external label of that name',
    (chart) => viewed(chart, { externalLabels: { prometheus_shard: 'a' } }),
    'externalLabels "prometheus_shard" is what tells the shards apart',
  ],
  [
    'Alertmanagers that a Ruler does not know',
    (chart) =>
      viewed(chart, {
        alerting: {
          alertmanagers: [
            { targets: ['a:9093'], authorization: { credentials: secretKey('alerts', 'token') } },
          ],
        },
      }),
    'alerting.alertmanagers[0].authorization is nothing that a ThanosRuler knows',
  ],
  [
    'info() in a rule that needs several shards',
    (chart) => {
      viewed(chart, { ruleSelector: {}, enableFeatures: ['promql-experimental-functions'] });
      new PrometheusRule(chart, 'info', {
        groups: [{ name: 'info', rules: [recordingRule('a:b', 'sum(info(up))')] }],
      });
    },
    'info()',
  ],
])('%s is an error', (_, build, expected) => {
  expect(
    errors((chart) => {
      build(chart);
    }).join('\n'),
  ).toContain(expected);
});
