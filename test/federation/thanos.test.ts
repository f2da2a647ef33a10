import type { Chart } from 'cdk8s';
import type { DeploymentSpec, StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { Federation, Prometheus, ThanosQuery, type FederationProps, type PrometheusProps } from '../../lib';
import { GrafanaDashboard, GrafanaProvisioning } from '../../lib/grafana';
import type { EndpointsFile } from '../../lib/native/thanos';
import { topologyOf } from '../../lib/topology';
import {
  errors,
  namespaceChart,
  problems,
  synth,
  type Build,
  type Monitoring,
} from '../prometheus/monitoring';
import { files, hub, leaf, type Groups } from './fixture';

const PEERS = [{ ipBlock: { cidr: '10.8.0.0/16' } }];

type Given = Partial<FederationProps> & {
  readonly hubProps?: PrometheusProps;
  readonly leafProps?: PrometheusProps;
  readonly expr?: string;
};

/** Two leaves that a Query of the hub reads. */
function read({ hubProps, leafProps, expr, ...props }: Given = {}): Build {
  return (chart) => {
    const own = { thanos: {}, ...leafProps };
    new Federation(chart, 'fleet', {
      transport: 'thanos',
      into: hub(chart, expr, hubProps),
      from: [leaf(chart, 'eu', own), leaf(chart, 'us', own)],
      ...props,
    });
  };
}

function endpoints(monitoring: Monitoring): EndpointsFile {
  return files(monitoring, 'thanos-query-fleet')['endpoints.yml'] as EndpointsFile;
}

function queryArgs(monitoring: Monitoring): readonly string[] {
  const { template } = monitoring.object('Deployment', 'thanos-query-fleet').spec as DeploymentSpec;
  return template.spec!.containers[0]!.args!;
}

function policy(monitoring: Monitoring, name: string, namespace: string): string {
  return JSON.stringify(monitoring.object('NetworkPolicy', name, namespace).spec);
}

describe('a federation whose leaves are read by Thanos', () => {
  const monitoring = synth(read());

  test('is a Query over them, each of which must answer, and copies nothing', () => {
    expect(endpoints(monitoring)).toEqual({
      endpoints: [
        { address: 'prometheus-k8s-thanos.eu.svc:10901', strict: true },
        { address: 'prometheus-k8s-thanos.us.svc:10901', strict: true },
        { address: 'dns+thanos-ruler-fleet-headless.monitoring.svc:10901' },
      ],
    });
    expect(files(monitoring, 'prometheus-global-scrape-')).toEqual({});
    expect(monitoring.warnings).toEqual([]);
  });

  test('takes no label for one of copies but those of replicas', () => {
    const labels = queryArgs(monitoring).filter((arg) => arg.startsWith('--query.replica-label'));
    expect(labels).toEqual([
      '--query.replica-label=prometheus_replica',
      '--query.replica-label=thanos_ruler_replica',
    ]);
  });

  test('waits for longer than a view of a leaf does, so that it hears what that has', () => {
    expect(queryArgs(monitoring)).toContain('--store.response-timeout=15s');
  });

  test('evaluates subqueries as the hub would', () => {
    expect(queryArgs(synth(read({ hubProps: { evaluationInterval: '20s' } })))).toContain(
      '--query.default-evaluation-interval=20s',
    );
  });

  test('has leaves record what looks into the past, and a Ruler put it together in the place of the hub', () => {
    const below = JSON.stringify(files(monitoring, 'prometheus-k8s-rulefiles-'));
    expect(below).toContain('federated:global:job:requests:rate5m:sum:requests_total');
    expect(below).toContain('federated:global:leaf_alive');
    const above = files(monitoring, 'thanos-ruler-fleet-rulefiles-') as Record<string, Groups>;
    const shop = above['monitoring_shop.yaml']!.groups[0]!;
    expect(shop.query_offset).toBe('30s');
    expect(shop.rules[0]!.expr).toContain('count(federated:global:leaf_alive) == 2');
    expect(JSON.stringify(files(monitoring, 'prometheus-global-rulefiles-'))).not.toContain('requests');
  });

  test('tells of a leaf that cannot be read by a rule that is evaluated on what there is', () => {
    const above = files(monitoring, 'thanos-ruler-fleet-rulefiles-');
    expect(above['federation_monitoring_fleet.yaml']).toEqual({
      groups: [
        expect.objectContaining({
          partial_response_strategy: 'warn',
          rules: [
            expect.objectContaining({
              alert: 'FederationLeafDown',
              expr: 'absent_over_time(federated:global:leaf_alive{cluster="eu"}[1m])\nor\nabsent_over_time(federated:global:leaf_alive{cluster="us"}[1m])',
            }),
          ],
        }),
      ],
    });
  });

  test('opens the sidecars to the Query, and nothing of the leaves to the hub', () => {
    const opened = policy(monitoring, 'prometheus-k8s', 'eu');
    expect(opened).toContain('"app.kubernetes.io/name":"thanos-query"');
    expect(opened).not.toContain('"port":"web"');
  });

  test('has the hub watch what reads', () => {
    const watching = synth(read({ hubProps: { selfMonitoring: {} } }));
    const jobs = JSON.stringify(files(watching, 'prometheus-global-scrape-'));
    expect(jobs).toContain('thanos-query-fleet');
    expect(jobs).toContain('thanos-ruler-fleet');
    const alerts = JSON.stringify(files(watching, 'prometheus-global-rulefiles-'));
    expect(alerts).toContain('ThanosQueryQueriesFail');
    expect(alerts).toContain('ThanosRulerEvaluationsFail');
    expect(watching.warnings).toEqual([]);
  });

  test('sends alerts to the Alertmanagers of the hub, with its labels where they have none of leaves', () => {
    const hubProps: PrometheusProps = {
      alerting: { alertmanagers: [{ targets: ['alertmanager:9093'] }] },
      externalLabels: { region: 'all' },
    };
    const ruler = files(synth(read({ hubProps })), 'thanos-ruler-fleet');
    expect(JSON.stringify(ruler['alertmanagers.yml'])).toContain('alertmanager:9093');
    expect(ruler['alert-relabel.yml']).toEqual([
      { source_labels: ['region'], regex: '', target_label: 'region', replacement: 'all' },
      {
        source_labels: ['prometheus'],
        regex: '',
        target_label: 'prometheus',
        replacement: 'monitoring/global',
      },
    ]);
    const { template } = monitoring.object('StatefulSet', 'thanos-ruler-fleet').spec as StatefulSetSpec;
    const labels = template.spec!.containers[0]!.args!.filter((arg) => arg.startsWith('--label'));
    // It would write others over those that results have from leaves.
    expect(labels).toEqual(['--label=thanos_ruler_replica="$(POD_NAME)"']);
  });

  test('is drawn', () => {
    const edges = topologyOf(monitoring.manifests)
      .edges.filter(({ from }) => from === 'query monitoring/fleet')
      .map(({ kind, to }) => `${kind} ${to}`);
    expect(edges).toEqual(
      expect.arrayContaining(['asks sidecar eu/k8s', 'asks sidecar us/k8s', 'asks ruler monitoring/fleet']),
    );
  });
});

test('a leaf with a view is read by its Query, which tells clusters apart', () => {
  const monitoring = synth(read({ leafProps: { shards: 2 } }));
  expect(endpoints(monitoring).endpoints.map(({ address }) => address)).toEqual([
    'thanos-query-k8s.eu.svc:10901',
    'thanos-query-k8s.us.svc:10901',
    'dns+thanos-ruler-fleet-headless.monitoring.svc:10901',
  ]);
  const labels = queryArgs(monitoring).filter((arg) => arg.startsWith('--query.replica-label'));
  expect(labels.join()).toContain('prometheus_shard');
  expect(labels.join()).not.toContain('=cluster');
  expect(policy(monitoring, 'thanos-query-k8s', 'eu')).toContain('"port":"grpc"');
  const above = JSON.stringify(files(monitoring, 'thanos-ruler-fleet-rulefiles-'));
  expect(above).toContain('count(federated:global:leaf_alive) == 4');
});

test('shards without a view are read one by one', () => {
  const monitoring = synth(read({ leafProps: { shards: 2, globalView: 'none' } }));
  expect(endpoints(monitoring).endpoints.map(({ address }) => address)).toEqual(
    expect.arrayContaining([
      'prometheus-k8s-shard-0-thanos.eu.svc:10901',
      'prometheus-k8s-shard-1-thanos.eu.svc:10901',
    ]),
  );
});

test('a hub with a sidecar is read as its leaves are, and records its parts', () => {
  const monitoring = synth(read({ hubProps: { thanos: {}, externalLabels: { cluster: 'hub' } } }));
  expect(endpoints(monitoring).endpoints[0]!.address).toBe('prometheus-global-thanos.monitoring.svc:10901');
  const own = JSON.stringify(files(monitoring, 'prometheus-global-rulefiles-'));
  expect(own).toContain('federated:global:job:requests:rate5m:sum:requests_total');
  const above = JSON.stringify(files(monitoring, 'thanos-ruler-fleet-rulefiles-'));
  expect(above).toContain('count(federated:global:leaf_alive) == 3');
  expect(above).toContain('leaf_alive{cluster=\\"hub\\"}');
});

test('a hub of several shards is read as a leaf of several is', () => {
  const monitoring = synth(read({ hubProps: { shards: 2, externalLabels: { cluster: 'hub' } } }));
  expect(endpoints(monitoring).endpoints[0]!.address).toBe('thanos-query-global.monitoring.svc:10901');
  for (const shard of [0, 1]) {
    const prefix = shard === 0 ? 'prometheus-global-scrape-' : 'prometheus-global-shard-1-scrape-';
    const own = JSON.stringify(files(monitoring, prefix));
    expect(own).toContain('federated:global:job:requests:rate5m:sum:requests_total');
    expect(own).toContain(`"on_shard":"${shard}"`);
  }
  const above = JSON.stringify(files(monitoring, 'thanos-ruler-fleet-rulefiles-'));
  expect(above).toContain('count(federated:global:leaf_alive) == 4');
  // The Ruler of its view has nothing to do.
  expect(files(monitoring, 'thanos-ruler-global-rulefiles-')).toEqual({});
});

test('several federations into a hub share its Query', () => {
  const monitoring = synth((chart) => {
    const into = hub(chart);
    for (const [name, cluster] of [
      ['fleet', 'eu'],
      ['further', 'us'],
    ] as const) {
      new Federation(chart, name, {
        transport: 'thanos',
        into,
        from: [leaf(chart, cluster, { thanos: {} })],
      });
    }
  });
  expect(endpoints(monitoring).endpoints).toHaveLength(3);
  expect(Object.keys(files(monitoring, 'thanos-ruler-fleet-rulefiles-')).sort()).toEqual([
    'federation_monitoring_fleet.yaml',
    'federation_monitoring_further.yaml',
    'monitoring_shop.yaml',
  ]);
});

describe('another cluster', () => {
  test('is reached by the ClusterSet, and its sidecars let in whom they are told', () => {
    const monitoring = synth(read({ reach: 'clusterset', peers: PEERS }));
    expect(endpoints(monitoring).endpoints[0]!.address).toBe(
      'prometheus-k8s-thanos.eu.svc.clusterset.local:10901',
    );
    expect(monitoring.find('ServiceExport', 'prometheus-k8s-thanos')).toBeDefined();
    expect(policy(monitoring, 'prometheus-k8s-federation', 'eu')).toContain('10.8.0.0/16');
    // Prometheus itself is open to nobody from there, and the hub to no pod of that name in its own cluster.
    expect(policy(monitoring, 'prometheus-k8s', 'eu')).not.toMatch(/10\.8|thanos-query/);
  });

  test('is reached by a URL, with what is trusted there', () => {
    const monitoring = synth((chart) => {
      new Federation(chart, 'fleet', {
        transport: 'thanos',
        into: hub(chart),
        from: [
          {
            prometheus: leaf(chart, 'eu', { thanos: {}, networkPolicy: false }),
            reach: { url: 'https://thanos.eu.example.com' },
            tlsConfig: { ca: { secret: { name: 'eu', key: 'ca.crt' } }, serverName: 'thanos' },
          },
          {
            prometheus: leaf(chart, 'us', { thanos: {}, networkPolicy: false }),
            reach: { url: 'http://thanos.us.example.com:10901' },
          },
        ],
      });
    });
    const [eu, us] = endpoints(monitoring).endpoints;
    expect(eu).toEqual({
      address: 'thanos.eu.example.com:443',
      strict: true,
      client_config: {
        server_name: 'thanos',
        tls_config: { enabled: true, ca_file: expect.stringContaining('ca.crt') as unknown },
      },
    });
    expect(us).toEqual({ address: 'thanos.us.example.com:10901', strict: true });
  });
});

test('dashboards of the hub ask the Query', () => {
  const monitoring = synth((chart) => {
    const into = hub(chart);
    new GrafanaDashboard(chart, 'board', {
      dataSource: into,
      json: {
        title: 'Shop',
        panels: [{ type: 'timeseries', title: 'x', targets: [{ expr: 'temperature' }] }],
      },
    });
    new Federation(chart, 'fleet', { transport: 'thanos', into, from: [leaf(chart, 'eu', { thanos: {} })] });
    new GrafanaProvisioning(chart, 'grafana', { discovery: { mode: 'sidecar' } });
  });
  expect(JSON.stringify(monitoring.manifests)).toContain('http://thanos-query-fleet.monitoring.svc:10902');
});

test('a view that another Query reads keeps what clusters are told apart by', () => {
  const monitoring = synth((chart) => {
    const [eu, us] = ['eu', 'us'].map((cluster) => leaf(chart, cluster, { shards: 2 }));
    const views = [eu!, us!].map(({ view }) => (view?.kind === 'thanos' ? view.query : eu!));
    new ThanosQuery(chart, 'fleet', { endpoints: views });
  });
  const labels = queryArgs(monitoring).filter((arg) => arg.startsWith('--query.replica-label'));
  expect(labels.map((arg) => arg.split('=')[1])).toEqual([
    'prometheus_replica',
    'prometheus_shard',
    'thanos_ruler_replica',
  ]);
});

describe('is wrong:', () => {
  const basicAuth = { username: 'hub', password: { name: 'eu', key: 'password' } };

  test.each<[string, string, Build]>([
    ['a leaf without Thanos', 'no-store', read({ leafProps: { thanos: undefined as never } })],
    [
      'a label that two leaves have',
      'duplicate',
      read({ leafProps: { externalLabels: { cluster: 'a' }, thanos: {} } }),
    ],
    [
      'a hub that is called as a leaf is',
      'duplicate',
      read({ hubProps: { thanos: {}, externalLabels: { cluster: 'eu' } } }),
    ],
    ['a hub that is read and has no label', 'no-external-label', read({ hubProps: { thanos: {} } })],
    [
      'targets of a hub that its rules would not see',
      'no-store',
      read({ hubProps: { additionalScrapeConfigs: [{ job_name: 'a' }] } }),
    ],
    ['a leaf that nobody can reach', 'no-route', read({ reach: 'clusterset' })],
    ['what is for another transport', 'contradiction', read({ scrapeInterval: '10s' })],
    ['selectors, where nothing is copied', 'contradiction', read({ match: ['temperature'] })],
    [
      'a version of TLS that Thanos knows nothing of',
      'contradiction',
      read({ tlsConfig: { maxVersion: 'TLS13' } }),
    ],
    ['credentials, which gRPC has none of', 'contradiction', read({ basicAuth })],
    [
      'settings that another transport has no use for',
      'contradiction',
      read({ transport: 'federate', thanos: {} }),
    ],
    ['a setting that there is not', 'unknown-field', read({ thanos: { qurey: {} } as never })],
    [
      'a setting of the Query that there is not',
      'unknown-field',
      read({ thanos: { query: { replcas: 2 } as never } }),
    ],
    [
      'a function that Thanos answers differently',
      'unplaceable',
      read({ expr: 'resets(sum(temperature)[1h:1m])' }),
    ],
    [
      'a label that no answer has',
      'replica-label',
      read({ expr: 'count by (prometheus_replica) (temperature)' }),
    ],
    [
      'TLS of which nobody says whom to trust',
      'no-trust',
      read({
        leafProps: {
          thanos: {
            grpcServerTlsConfig: {
              cert: { secret: { name: 'tls', key: 'tls.crt' } },
              keySecret: { name: 'tls', key: 'tls.key' },
            },
          },
        },
      }),
    ],
    [
      'certificates that clients have to show, and the Query does not',
      'no-credentials',
      read({
        tlsConfig: {},
        leafProps: {
          thanos: {
            grpcServerTlsConfig: {
              ca: { secret: { name: 'tls', key: 'ca.crt' } },
              cert: { secret: { name: 'tls', key: 'tls.crt' } },
              keySecret: { name: 'tls', key: 'tls.key' },
            },
          },
        },
      }),
    ],
    [
      'a URL with a path',
      'invalid-url',
      (chart) => {
        const prometheus = leaf(chart, 'eu', { thanos: {}, networkPolicy: false });
        const from = [{ prometheus, reach: { url: 'https://eu.example.com/thanos' } }];
        new Federation(chart, 'fleet', { transport: 'thanos', into: hub(chart), from });
      },
    ],
    [
      'one address of several sidecars',
      'no-route',
      (chart) => {
        const prometheus = leaf(chart, 'eu', {
          thanos: {},
          networkPolicy: false,
          shards: 2,
          globalView: 'none',
        });
        const from = [{ prometheus, reach: { url: 'https://eu.example.com' } }];
        new Federation(chart, 'fleet', { transport: 'thanos', into: hub(chart), from });
      },
    ],
    [
      'settings that two federations into a hub say',
      'contradiction',
      (chart) => {
        const into = hub(chart);
        for (const cluster of ['eu', 'us']) {
          const from = [leaf(chart, cluster, { thanos: {} })];
          new Federation(chart, cluster, {
            transport: 'thanos',
            into,
            from,
            thanos: { query: { replicas: 1 } },
          });
        }
      },
    ],
    ['a hub below one that reads', 'hub-below', depth('federate', 'thanos')],
    ['a hub below that copies nothing', 'hub-below', depth('thanos', 'federate')],
    [
      'Alertmanagers that a Ruler does not know',
      'view-alerting',
      read({ hubProps: { alerting: { alertmanagers: [{ targets: ['a:9093'], sigv4: {} }] } } }),
    ],
  ])('%s (%s)', (_, code, build) => {
    expect(problems(build).map((problem) => problem.code)).toContain(code);
  });

  test('and says what to do', () => {
    expect(errors(read({ leafProps: { thanos: undefined as never } })).join('\n')).toContain(
      'Give it `thanos: {}`.',
    );
    expect(
      errors(read({ leafProps: { shards: 2, globalView: 'prometheus', thanos: undefined as never } })).join(
        '\n',
      ),
    ).toContain("Give it `globalView: 'thanos'`");
  });
});

function depth(below: 'federate' | 'thanos', above: 'federate' | 'thanos'): Build {
  return (chart: Chart) => {
    const region = new Prometheus(namespaceChart(chart, 'region'), 'region', {
      storage: { emptyDir: {} },
      selfMonitoring: false,
      thanos: {},
      externalLabels: { region: 'europe', cluster: 'region' },
    });
    new Federation(chart, 'region', {
      transport: below,
      into: region,
      from: [leaf(chart, 'eu', { thanos: {} })],
    });
    new Federation(chart, 'world', { transport: above, into: hub(chart), from: [region], label: 'region' });
  };
}
