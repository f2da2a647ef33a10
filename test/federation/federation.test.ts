import type { Chart } from 'cdk8s';
import { Federation, Prometheus, type HasFederationEndpoint } from '../../lib';
import { errors, namespaceChart, problems, synth, type Monitoring } from '../prometheus/monitoring';
import { GrafanaDashboard } from '../../lib/grafana';
import { topologyOf } from '../../lib/topology';
import { files, hub, jobs, leaf, type Groups } from './fixture';

describe('a federation', () => {
  const monitoring = synth((chart) => {
    new Federation(chart, 'fleet', { into: hub(chart), from: [leaf(chart, 'eu'), leaf(chart, 'us')] });
  });

  test('is a job of the hub for each leaf, which takes what is read and nothing else', () => {
    const [eu, us] = jobs(monitoring);
    expect(eu).toEqual({
      job_name: 'scrapeConfig/monitoring/fleet-eu',
      static_configs: [{ targets: ['prometheus-k8s.eu.svc:9090'], labels: { cluster: 'eu' } }],
      scheme: 'http',
      metrics_path: '/federate',
      params: { 'match[]': ['{__name__=~"federated:global:.+"}'] },
      honor_labels: true,
      honor_timestamps: true,
      track_timestamps_staleness: true,
      scrape_interval: '15s',
      scrape_timeout: '10s',
      relabel_configs: expect.arrayContaining([
        { target_label: 'job', replacement: 'federation/monitoring/fleet' },
      ]) as unknown,
      metric_relabel_configs: [
        { action: 'labeldrop', regex: 'prometheus_replica' },
        expect.objectContaining({
          source_labels: ['job'],
          regex: 'federation/monitoring/fleet',
          target_label: 'job',
          replacement: '',
        }) as unknown,
      ],
    });
    expect(us?.static_configs).toEqual([
      { targets: ['prometheus-k8s.us.svc:9090'], labels: { cluster: 'us' } },
    ]);
    expect(monitoring.warnings).toEqual([]);
  });

  test.each([
    ['whose view takes it away has none', 'thanos', ['prometheus_replica', 'prometheus_shard']],
    ['that have no view keeps what is said', 'none', ['prometheus_replica']],
  ] as const)('the label of shards %s', (_, globalView, dropped) => {
    const [job] = jobs(
      synth((chart) => {
        const eu = leaf(chart, 'eu', { shards: 2, globalView, shardExternalLabelName: 'prometheus_shard' });
        new Federation(chart, 'fleet', { into: hub(chart), from: [eu] });
      }),
    );
    const drops = job?.metric_relabel_configs?.filter(({ action }) => action === 'labeldrop');
    expect(drops?.map(({ regex }) => regex)).toEqual(dropped);
  });

  test('has leaves record what looks into the past', () => {
    const leafRules = Object.values(files(synthOne(), 'prometheus-k8s-rulefiles-')) as Groups[];
    const rules = leafRules.flatMap(({ groups }) => groups).flatMap((group) => group.rules);
    expect(rules).toContainEqual({
      record: 'federated:global:job:requests:rate5m:sum:requests_total',
      expr: expect.stringContaining('rate(requests_total[5m])') as unknown,
    });
    expect(rules).toContainEqual({ record: 'federated:global:leaf_alive', expr: 'vector(1)' });
  });

  test('leaves the rules to the hub, later and guarded, and tells when a leaf is down', () => {
    const all = files(monitoring, 'prometheus-global-rulefiles-') as Record<string, Groups>;
    const shop = all['monitoring_shop.yaml']!.groups[0]!;
    expect(shop.query_offset).toBe('30s');
    expect(shop.rules[0]!.expr).toContain('count(federated:global:leaf_alive) == 2');
    const alerts = all['federation_monitoring_fleet.yaml']!.groups.flatMap(({ rules }) => rules);
    expect(alerts.map((rule) => rule.alert)).toEqual(['FederationLeafDown', 'FederationLeafStale']);
  });

  test('opens the leaves to the hub', () => {
    const { spec } = monitoring.object('NetworkPolicy', 'prometheus-k8s', 'eu') as unknown as {
      spec: { ingress: unknown };
    };
    expect(JSON.stringify(spec.ingress)).toContain('"app.kubernetes.io/instance":"global"');
  });

  function synthOne(): Monitoring {
    return synth((chart) => {
      new Federation(chart, 'fleet', { into: hub(chart), from: [leaf(chart, 'eu')] });
    });
  }
});

test('raw series come up where no more than that is asked', () => {
  const monitoring = synth((chart) => {
    new Federation(chart, 'fleet', {
      into: hub(chart, 'temperature{cluster="eu"} * 2'),
      from: [leaf(chart, 'eu'), leaf(chart, 'us')],
    });
  });
  const [eu, us] = jobs(monitoring);
  expect(eu?.params?.['match[]']).toEqual(['temperature', '{__name__=~"federated:global:.+"}']);
  expect(us?.params?.['match[]']).toEqual(['{__name__=~"federated:global:.+"}']);
});

test('what dashboards of the hub read comes up, but for what the hub records', () => {
  const monitoring = synth((chart) => {
    const into = hub(chart);
    new GrafanaDashboard(chart, 'board', {
      dataSource: into,
      json: {
        title: 'Shop',
        panels: [
          {
            type: 'timeseries',
            title: 'Shop',
            targets: [{ expr: 'job:requests:rate5m' }, { expr: 'humidity{job="$job"}' }],
          },
        ],
      },
    });
    new Federation(chart, 'fleet', { into, from: [leaf(chart, 'eu')] });
  });
  expect(jobs(monitoring)[0]?.params?.['match[]']).toEqual(['humidity', '{__name__=~"federated:global:.+"}']);
});

test('each shard of a leaf is asked, and records its part', () => {
  const monitoring = synth((chart) => {
    new Federation(chart, 'fleet', {
      into: hub(chart),
      from: [leaf(chart, 'eu', { shards: 2 })],
    });
  });
  expect(jobs(monitoring)[0]?.static_configs?.[0]?.targets).toEqual([
    'prometheus-k8s-shard-0-read.eu.svc:9090',
    'prometheus-k8s-shard-1-read.eu.svc:9090',
  ]);
  const texts = monitoring.manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === 'eu')
    .flatMap(({ data = {} }) => Object.values(data as Record<string, string>));
  for (const shard of ['0', '1']) {
    const own = texts.filter((text) => text.includes(`on_shard: "${shard}"`)).join('\n');
    expect(own).toContain('federated:global:job:requests:rate5m:sum:requests_total');
    expect(own).toContain('federated:global:leaf_alive');
  }
  const rules = JSON.stringify(files(monitoring, 'prometheus-global-rulefiles-'));
  expect(rules).toContain('count(federated:global:leaf_alive) == 2');
});

test('hubs of hubs: the one in between records parts, and has them recorded below', () => {
  const monitoring = synth((chart) => {
    const eu = leaf(chart, 'eu');
    const region = new Prometheus(namespaceChart(chart, 'region'), 'region', {
      storage: { emptyDir: {} },
      selfMonitoring: false,
      externalLabels: { region: 'europe' },
    });
    new Federation(chart, 'region', { into: region, from: [eu] });
    new Federation(chart, 'world', { into: hub(chart), from: [region], label: 'region' });
  });
  const inBetween = JSON.stringify(files(monitoring, 'prometheus-region-rulefiles-'));
  expect(inBetween).toContain('federated:global:job:requests:rate5m:sum:requests_total');
  const below = JSON.stringify(files(monitoring, 'prometheus-k8s-rulefiles-'));
  expect(below).toContain('sum by (job) (rate(requests_total[5m]))');
  expect(below).toContain('federated:region:federated:global:job:requests:rate5m:sum:requests_total');
});

test('another cluster is reached by the ClusterSet, and its leaf lets in whom it is told', () => {
  const monitoring = synth((chart) => {
    new Federation(chart, 'fleet', {
      into: hub(chart),
      from: [leaf(chart, 'eu')],
      reach: 'clusterset',
      peers: [{ ipBlock: { cidr: '10.8.0.0/16' } }],
    });
  });
  expect(jobs(monitoring)[0]?.static_configs?.[0]?.targets).toEqual([
    'prometheus-k8s.eu.svc.clusterset.local:9090',
  ]);
  expect(monitoring.object('ServiceExport', 'prometheus-k8s', 'eu').apiVersion).toBe(
    'multicluster.x-k8s.io/v1alpha1',
  );
  expect(JSON.stringify(monitoring.object('NetworkPolicy', 'prometheus-k8s', 'eu').spec)).toContain(
    '10.8.0.0/16',
  );
});

test('a URL is asked with the credentials that are given', () => {
  const monitoring = synth((chart) => {
    new Federation(chart, 'fleet', {
      into: hub(chart),
      from: [
        {
          prometheus: leaf(chart, 'eu', { networkPolicy: false }),
          reach: { url: 'https://eu.example.com/prometheus/' },
          basicAuth: { username: 'hub', password: { name: 'eu', key: 'password' } },
          tlsConfig: {},
        },
      ],
    });
  });
  const [job] = jobs(monitoring);
  expect(job?.static_configs?.[0]?.targets).toEqual(['eu.example.com:443']);
  expect([job?.scheme, job?.metrics_path, job?.basic_auth?.username]).toEqual([
    'https',
    '/prometheus/federate',
    'hub',
  ]);
});

describe('is wrong:', () => {
  test.each<[string, string, (chart: Chart) => void]>([
    [
      'a label that is missing',
      'no-external-label',
      (chart) =>
        new Federation(chart, 'fleet', {
          into: hub(chart),
          from: [leaf(chart, 'eu', { externalLabels: {} })],
        }),
    ],
    [
      'a label that two leaves have',
      'duplicate',
      (chart) => {
        const us = leaf(chart, 'us', { externalLabels: { cluster: 'eu' } });
        new Federation(chart, 'fleet', { into: hub(chart), from: [leaf(chart, 'eu'), us] });
      },
    ],
    [
      'the hub itself',
      'cycle',
      (chart) => {
        const into = hub(chart, 'sum(up)', { externalLabels: { cluster: 'hub' } });
        new Federation(chart, 'fleet', { into, from: [into] });
      },
    ],
    [
      'a circle',
      'cycle',
      (chart) => {
        const [eu, us] = [leaf(chart, 'eu'), leaf(chart, 'us')];
        new Federation(chart, 'there', { into: eu, from: [us] });
        new Federation(chart, 'back', { into: us, from: [eu] });
      },
    ],
    [
      'a match[] that takes everything',
      'match-everything',
      (chart) =>
        new Federation(chart, 'fleet', {
          into: hub(chart),
          from: [leaf(chart, 'eu')],
          match: ['{job=~".+"}'],
        }),
    ],
    [
      'a match[] that leaves out what is read',
      'not-federated',
      (chart) =>
        new Federation(chart, 'fleet', {
          into: hub(chart, 'temperature * 2'),
          from: [leaf(chart, 'eu')],
          match: ['humidity'],
        }),
    ],
    [
      'a hub of several shards',
      'sharded-hub',
      (chart) =>
        new Federation(chart, 'fleet', {
          into: hub(chart, 'up == 0', { shards: 2 }),
          from: [leaf(chart, 'eu')],
        }),
    ],
    [
      'a leaf that nobody can reach',
      'no-route',
      (chart) =>
        new Federation(chart, 'fleet', { into: hub(chart), from: [leaf(chart, 'eu')], reach: 'clusterset' }),
    ],
    [
      'a password that is missing',
      'no-credentials',
      (chart) => {
        const basicAuth = { username: 'a', password: { name: 's', key: 'p' } };
        const eu = leaf(chart, 'eu', {
          web: { configFile: { secret: { name: 'web', key: 'yml' }, tls: false, basicAuth } },
        });
        new Federation(chart, 'fleet', { into: hub(chart), from: [eu] });
      },
    ],
    [
      'no Prometheus at all',
      'wrong-reference',
      (chart) => new Federation(chart, 'fleet', { into: hub(chart), from: [{} as HasFederationEndpoint] }),
    ],
  ])('%s (%s)', (_, code, build) => {
    expect(problems(build).map((problem) => problem.code)).toContain(code);
  });

  test('and says what to do', () => {
    expect(
      errors((chart) => {
        new Federation(chart, 'fleet', {
          into: hub(chart),
          from: [leaf(chart, 'eu', { externalLabels: {} })],
        });
      }).join(),
    ).toContain("Set `externalLabels: { cluster: '…' }` there, or name another `label` here.");
  });
});

test('is drawn', () => {
  const { manifests } = synth((chart) => {
    new Federation(chart, 'fleet', { into: hub(chart), from: [leaf(chart, 'eu'), leaf(chart, 'us')] });
  });
  expect(topologyOf(manifests).edges).toEqual([
    { from: 'prometheus monitoring/global', kind: 'federates', to: 'prometheus eu/k8s' },
    { from: 'prometheus monitoring/global', kind: 'federates', to: 'prometheus us/k8s' },
  ]);
});
