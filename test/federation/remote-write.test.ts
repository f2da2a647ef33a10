import type { Chart } from 'cdk8s';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { parse } from 'yaml';
import {
  Federation,
  Prometheus,
  PrometheusRule,
  type FederationProps,
  type PrometheusProps,
} from '../../lib';
import { GrafanaDashboard } from '../../lib/grafana';
import type { PrometheusConfig, RemoteWrite } from '../../lib/native/prometheus';
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

type Given = Partial<FederationProps> & {
  readonly hubProps?: PrometheusProps;
  readonly leafProps?: PrometheusProps;
};

/** Two leaves that write to a hub. */
function written({ hubProps, leafProps, ...props }: Given = {}): Build {
  return (chart) => {
    new Federation(chart, 'fleet', {
      transport: 'remoteWrite',
      into: hub(chart, undefined, hubProps),
      from: [leaf(chart, 'eu', leafProps), leaf(chart, 'us', leafProps)],
      ...props,
    });
  };
}

function writes(monitoring: Monitoring, namespace: string): readonly RemoteWrite[] {
  const { data } = monitoring.object('ConfigMap', 'prometheus-k8s', namespace);
  const { 'prometheus.yml': text = '' } = data as Record<string, string>;
  return (parse(text) as PrometheusConfig).remote_write ?? [];
}

function container(monitoring: Monitoring, name: string): readonly string[] {
  const { template } = monitoring.object('StatefulSet', name, 'monitoring').spec as StatefulSetSpec;
  return template.spec!.containers[0]!.args!;
}

describe('a federation whose leaves write', () => {
  const monitoring = synth(written());

  test('is a place to write to of each leaf, to which goes what is read and nothing else', () => {
    expect(writes(monitoring, 'eu')).toEqual([
      {
        url: 'http://prometheus-global.monitoring.svc:9090/api/v1/write',
        name: 'federation/monitoring/fleet',
        remote_timeout: '20s',
        send_native_histograms: true,
        write_relabel_configs: [
          { source_labels: ['prometheus_replica'], target_label: 'written_by' },
          { action: 'labeldrop', regex: 'prometheus_replica' },
          { source_labels: ['__name__'], regex: 'federated:global:.+', action: 'keep' },
        ],
        queue_config: { max_shards: 1, batch_send_deadline: '5s', sample_age_limit: '30m' },
      },
    ]);
    expect(monitoring.warnings).toEqual([]);
  });

  test('has no label of shards whose view takes it away', () => {
    const [write] = writes(synth(written({ leafProps: { shards: 2 } })), 'eu');
    expect(write?.write_relabel_configs?.slice(0, 3)).toEqual([
      { source_labels: ['prometheus_replica'], target_label: 'written_by' },
      { action: 'labeldrop', regex: 'prometheus_replica' },
      { action: 'labeldrop', regex: 'prometheus_shard' },
    ]);
  });

  test('has alerts that lead to a dashboard', () => {
    const dashboardUrl = 'https://grafana.example.org/d/federation';
    const linked = JSON.stringify(files(synth(written({ dashboardUrl })), 'prometheus-global-rulefiles-'));
    expect(linked).toContain(`"dashboard_url":"${dashboardUrl}"`);
  });

  test('is a receiver at the hub, and no job', () => {
    expect(container(monitoring, 'prometheus-global')).toContain('--web.enable-remote-write-receiver');
    expect(files(monitoring, 'prometheus-global-scrape-')).toEqual({});
  });

  test('has leaves record what looks into the past, and the hub put together what counts', () => {
    const below = JSON.stringify(files(monitoring, 'prometheus-k8s-rulefiles-'));
    expect(below).toContain('federated:global:job:requests:rate5m:sum:requests_total');
    expect(below).toContain('federated:global:leaf_alive');
    const all = files(monitoring, 'prometheus-global-rulefiles-') as Record<string, Groups>;
    const shop = all['monitoring_shop.yaml']!.groups[0]!;
    expect(shop.query_offset).toBe('30s');
    expect(shop.rules[0]!.expr).toContain('count(federated:global:writer) == 2');
    const [writers, alerts] = all['federation_monitoring_fleet.yaml']!.groups;
    expect(writers!.rules[0]!.record).toBe('federated:global:writer');
    expect(alerts!.rules).toEqual([
      expect.objectContaining({
        alert: 'FederationLeafDown',
        expr: 'absent_over_time(federated:global:leaf_alive{cluster="eu"}[1m])\nor\nabsent_over_time(federated:global:leaf_alive{cluster="us"}[1m])',
        for: '1m',
      }),
    ]);
  });

  test('opens the hub to the leaves, and not them to it', () => {
    const policy = (name: string, namespace: string): string =>
      JSON.stringify(monitoring.object('NetworkPolicy', name, namespace).spec);
    expect(policy('prometheus-global', 'monitoring')).toContain('"kubernetes.io/metadata.name":"eu"');
    expect(policy('prometheus-global', 'monitoring')).toContain('"kubernetes.io/metadata.name":"us"');
    expect(policy('prometheus-k8s', 'eu')).not.toContain('monitoring');
  });

  test('is drawn', () => {
    expect(topologyOf(monitoring.manifests).edges).toEqual(
      ['eu', 'us'].map((cluster) => ({
        from: `prometheus ${cluster}/k8s`,
        kind: 'writes',
        to: 'prometheus monitoring/global',
        note: 'federation/monitoring/fleet',
      })),
    );
  });
});

test('raw series are written where no more than that is asked', () => {
  const monitoring = synth((chart) => {
    new Federation(chart, 'fleet', {
      transport: 'remoteWrite',
      into: hub(chart, 'temperature{cluster="eu", code!~"5.."} * 2'),
      from: [leaf(chart, 'eu'), leaf(chart, 'us')],
    });
  });
  const regexes = (cluster: string) =>
    writes(monitoring, cluster)[0]!.write_relabel_configs!.map(({ regex }) => regex);
  expect(regexes('eu')).toContain('1;(?:5..)');
  expect(regexes('us')).toEqual([undefined, 'prometheus_replica', 'federated:global:.+']);
});

test('each replica of the hub is written to, since each evaluates the rules', () => {
  const urls = (monitoring: Monitoring) => writes(monitoring, 'eu').map(({ url, name }) => [name, url]);
  expect(urls(synth(written({ hubProps: { replicas: 2 } })))).toEqual([
    [
      'federation/monitoring/fleet/0',
      'http://prometheus-global-0.prometheus-global-headless.monitoring.svc:9090/api/v1/write',
    ],
    [
      'federation/monitoring/fleet/1',
      'http://prometheus-global-1.prometheus-global-headless.monitoring.svc:9090/api/v1/write',
    ],
  ]);
  const elsewhere = synth(
    written({
      hubProps: { replicas: 2 },
      reach: 'clusterset',
      peers: [{ ipBlock: { cidr: '10.8.0.0/16' } }],
    }),
  );
  expect(urls(elsewhere).map(([, url]) => url)).toEqual([
    'http://prometheus-global-0.monitoring.svc.clusterset.local:9090/api/v1/write',
    'http://prometheus-global-1.monitoring.svc.clusterset.local:9090/api/v1/write',
  ]);
  expect(elsewhere.names('ServiceExport')).toEqual([
    'ServiceExport monitoring/prometheus-global-0',
    'ServiceExport monitoring/prometheus-global-1',
  ]);
  expect(elsewhere.object('Service', 'prometheus-global-1').spec).toMatchObject({
    selector: { 'statefulset.kubernetes.io/pod-name': 'prometheus-global-1' },
  });
});

test('a hub in another cluster is exported, and lets in whom it is told', () => {
  const monitoring = synth(written({ reach: 'clusterset', peers: [{ ipBlock: { cidr: '10.8.0.0/16' } }] }));
  expect(writes(monitoring, 'us')[0]!.url).toBe(
    'http://prometheus-global.monitoring.svc.clusterset.local:9090/api/v1/write',
  );
  expect(monitoring.names('ServiceExport')).toEqual(['ServiceExport monitoring/prometheus-global']);
  const policy = (name: string, namespace: string): string =>
    JSON.stringify(monitoring.object('NetworkPolicy', name, namespace).spec);
  expect(policy('prometheus-global', 'monitoring')).toContain('10.8.0.0/16');
  expect(policy('prometheus-k8s', 'us')).not.toContain('10.8.0.0/16');
});

test('a URL is written to with the credentials of the leaf', () => {
  const monitoring = synth((chart) => {
    new Federation(chart, 'fleet', {
      transport: 'remoteWrite',
      into: hub(chart, undefined, { networkPolicy: false }),
      from: [
        {
          prometheus: leaf(chart, 'eu'),
          reach: { url: 'https://hub.example.com/prometheus/' },
          basicAuth: { username: 'eu', password: { name: 'hub', key: 'password' } },
          tlsConfig: {},
        },
      ],
    });
  });
  expect(writes(monitoring, 'eu')[0]).toMatchObject({
    url: 'https://hub.example.com/prometheus/api/v1/write',
    basic_auth: { username: 'eu', password_file: expect.stringContaining('hub/password') as unknown },
  });
});

test('shards write each for itself, and one that is silent is told', () => {
  const monitoring = synth(written({ leafProps: { shards: 2, rulesConfigMap: 'none' } }));
  const { data } = monitoring.object('ConfigMap', 'prometheus-k8s-shard-1', 'eu');
  expect(JSON.stringify(data)).toContain('prometheus-global.monitoring.svc');
  const rules = JSON.stringify(files(monitoring, 'prometheus-global-rulefiles-'));
  expect(rules).toContain('count(federated:global:writer) == 4');
  expect(rules).toContain(
    'absent_over_time(federated:global:leaf_alive{cluster=\\"us\\", on_shard=\\"1\\"}[1m])',
  );
});

test('hubs of hubs: the one in between writes what it records', () => {
  const monitoring = synth((chart) => {
    const region = new Prometheus(namespaceChart(chart, 'region'), 'k8s', {
      storage: { emptyDir: {} },
      selfMonitoring: false,
      name: 'region',
      externalLabels: { region: 'europe' },
    });
    new Federation(chart, 'region', { transport: 'remoteWrite', into: region, from: [leaf(chart, 'eu')] });
    new Federation(chart, 'world', {
      transport: 'remoteWrite',
      into: new Prometheus(chart, 'global', {
        storage: { emptyDir: {} },
        selfMonitoring: false,
        prometheusRules: [shopRules(chart)],
      }),
      from: [region],
      label: 'region',
    });
  });
  const inBetween = JSON.stringify(files(monitoring, 'prometheus-region-rulefiles-'));
  expect(inBetween).toContain('federated:global:job:requests:rate5m:sum:requests_total');
  expect(inBetween).toContain('federated:region:writer');
  expect(JSON.stringify(files(monitoring, 'prometheus-k8s-rulefiles-'))).toContain(
    'federated:region:federated:global:job:requests:rate5m:sum:requests_total',
  );
});

test('a dashboard that reads what replicas wrote is told so', () => {
  const board =
    (expr: string, replicas: number): Build =>
    (chart) => {
      const into = hub(chart);
      new GrafanaDashboard(chart, 'board', {
        dataSource: into,
        json: { title: 'Shop', panels: [{ type: 'timeseries', title: 'Shop', targets: [{ expr }] }] },
      });
      new Federation(chart, 'fleet', {
        transport: 'remoteWrite',
        into,
        from: [leaf(chart, 'eu', { replicas })],
      });
    };
  const warned = (build: Build): number =>
    synth(build).warnings.filter((text) => text.includes('by each replica of a leaf')).length;
  expect(warned(board('sum(humidity)', 2))).toBe(1);
  expect(warned(board('sum(humidity)', 1))).toBe(0);
  expect(warned(board('sum(avg without (written_by) (humidity))', 2))).toBe(0);
  expect(warned(board('job:requests:rate5m', 2))).toBe(0);
});

describe('is wrong:', () => {
  test.each<[string, string, Given]>([
    ['an interval of scrapes', 'contradiction', { scrapeInterval: '15s' }],
    ['a timeout of scrapes', 'contradiction', { scrapeTimeout: '5s' }],
    [
      'a timeout of writes where leaves are asked',
      'contradiction',
      { transport: 'federate', remoteTimeout: '5s' },
    ],
    ['a hub that takes nothing', 'contradiction', { hubProps: { enableRemoteWriteReceiver: false } }],
    [
      'a hub that takes something else',
      'contradiction',
      { hubProps: { remoteWriteReceiverMessageVersions: ['V2.0'] } },
    ],
    [
      'replicas that nothing tells apart',
      'no-replica-label',
      { leafProps: { replicas: 2, replicaExternalLabelName: '' } },
    ],
    ['a hub that nobody can reach', 'no-route', { reach: 'clusterset' }],
    [
      'a password that is missing',
      'no-credentials',
      {
        hubProps: {
          web: {
            configFile: {
              secret: { name: 'web', key: 'yml' },
              tls: false,
              basicAuth: { username: 'a', password: { name: 's', key: 'p' } },
            },
          },
        },
      },
    ],
    ['a hub of several shards', 'sharded-hub', { hubProps: { shards: 2, rulesConfigMap: 'none' } }],
    [
      'the name of another place to write to',
      'duplicate',
      {
        leafProps: { remoteWrite: [{ url: 'http://mimir:8080/push', name: 'federation/monitoring/fleet' }] },
      },
    ],
  ])('%s (%s)', (_, code, given) => {
    expect(problems(written(given)).map((problem) => problem.code)).toContain(code);
  });

  test('one URL of several replicas', () => {
    const build: Build = (chart) => {
      const prometheus = leaf(chart, 'eu');
      new Federation(chart, 'fleet', {
        transport: 'remoteWrite',
        into: hub(chart, undefined, { replicas: 2, networkPolicy: false }),
        from: [{ prometheus, reach: { url: 'https://hub.example.com' }, tlsConfig: {} }],
      });
    };
    expect(errors(build).join()).toContain('the hub has 2 replicas, each of which needs all of the series');
  });

  test('two transports into one hub', () => {
    const build: Build = (chart) => {
      const into = hub(chart);
      new Federation(chart, 'asked', { into, from: [leaf(chart, 'eu')] });
      new Federation(chart, 'writing', { transport: 'remoteWrite', into, from: [leaf(chart, 'us')] });
    };
    expect(problems(build).map(({ code, field }) => [code, field])).toContainEqual([
      'contradiction',
      'transport',
    ]);
  });

  test('what comes up as it is through a hub that others write to', () => {
    const build: Build = (chart) => {
      const region = new Prometheus(namespaceChart(chart, 'region'), 'region', {
        storage: { emptyDir: {} },
        selfMonitoring: false,
        externalLabels: { region: 'europe' },
      });
      new Federation(chart, 'region', { transport: 'remoteWrite', into: region, from: [leaf(chart, 'eu')] });
      new Federation(chart, 'world', { into: hub(chart), from: [region], label: 'region' });
    };
    expect(problems(build).map(({ code }) => code)).toContain('replicas-above');
  });
});

function shopRules(chart: Chart): PrometheusRule {
  return new PrometheusRule(chart, 'rules', {
    groups: [
      {
        name: 'shop',
        rules: [{ record: 'job:requests:rate5m', expr: 'sum by (job) (rate(requests_total[5m]))' }],
      },
    ],
  });
}
