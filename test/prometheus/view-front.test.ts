import type { Chart } from 'cdk8s';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import type { PrometheusConfig } from '../../lib/native/prometheus';
import type { Prometheus, PrometheusProps } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import { alert, PrometheusRule, recordingRule } from '../../lib/rules';
import { ServiceMonitor } from '../../lib/scrape';
import { errors, synth, takesAll, type Monitoring } from './monitoring';

interface Group {
  readonly name: string;
  readonly rules: ReadonlyArray<{ readonly alert?: string; readonly record?: string; readonly expr: string }>;
}

function viewed(chart: Chart, props: PrometheusProps = {}): Prometheus {
  return takesAll(chart, { shards: 2, globalView: 'prometheus', ...props });
}

function config(monitoring: Monitoring, name: string): PrometheusConfig {
  return parse(monitoring.data(`prometheus-${name}`)['prometheus.yml'] ?? '') as PrometheusConfig;
}

function groups({ manifests }: Monitoring, slot: RegExp): Group[] {
  return manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && slot.test(metadata.name))
    .flatMap(({ data }) => Object.values(data as Record<string, string>))
    .flatMap((text) => (parse(text) as { groups?: Group[] }).groups ?? []);
}

const names = (all: readonly Group[]): string[] =>
  all
    .flatMap(({ rules }) => rules.map(({ alert: fired, record: recorded = '' }) => fired ?? recorded))
    .sort();

describe('a front over two shards', () => {
  let url = '';
  const monitoring = synth((chart) => {
    ({ url } = viewed(chart, { replicas: 2, storage: { size: '50Gi' }, externalLabels: { cluster: 'eu' } }));
    new ServiceMonitor(chart, 'shop', {
      selector: { matchLabels: { app: 'shop' } },
      endpoints: [{ port: 'metrics' }],
    });
    new PrometheusRule(chart, 'rules', {
      groups: [
        {
          name: 'shop',
          rules: [
            recordingRule('job:requests:rate', 'sum by (job) (rate(requests_total[5m]))'),
            recordingRule('instance:requests:rate', 'sum by (job, instance) (rate(requests_total[5m]))'),
            alert('Median', 'quantile(0.5, requests_total) > 5'),
          ],
        },
      ],
    });
  });

  test('reads one replica of each by remote read, and scrapes nothing', () => {
    const { remote_read: read, scrape_config_files: files, global } = config(monitoring, 'k8s-front');
    expect(read).toEqual(
      [0, 1].map((shard) => ({
        name: `shard-${shard}`,
        url: `http://prometheus-k8s-shard-${shard}-read.monitoring.svc:9090/api/v1/read`,
        remote_timeout: '10s',
        read_recent: true,
      })),
    );
    expect(groups(monitoring, /^prometheus-k8s-front-scrape/)).toEqual([]);
    expect(files).toEqual([]);
    expect(global?.external_labels).toEqual({ cluster: 'eu', prometheus: 'monitoring/k8s' });
  });

  test('has the labels of its shards, which have none that differ', () => {
    for (const name of ['k8s', 'k8s-shard-1']) {
      expect(config(monitoring, name).global?.external_labels).toEqual(
        config(monitoring, 'k8s-front').global?.external_labels,
      );
    }
  });

  test('is behind the Service and the URL of the Prometheus', () => {
    const service = monitoring.object('Service', 'prometheus-k8s').spec as ServiceSpec;
    const pods = monitoring.object('StatefulSet', 'prometheus-k8s-front').spec as {
      template: { metadata: { labels: Record<string, string> } };
    };
    expect(pods.template.metadata.labels).toMatchObject(service.selector ?? {});
    expect(Object.keys(service.selector ?? {})).not.toHaveLength(0);
    expect(url).toBe('http://prometheus-k8s.monitoring.svc:9090');
  });

  test('evaluates what needs both, and the shards what does not', () => {
    expect(names(groups(monitoring, /^prometheus-k8s-front-rulefiles/))).toEqual([
      'Median',
      'PrometheusShardMissing',
      'job:requests:rate',
    ]);
    const onShards = names(groups(monitoring, /^prometheus-k8s-(rulefiles|scrape)/));
    expect(onShards).toContain('instance:requests:rate');
    expect(onShards).not.toContain('Median');
  });

  test('may ask the shards, which their policies let it', () => {
    const { ingress = [] } = monitoring.object('NetworkPolicy', 'prometheus-k8s').spec as NetworkPolicySpec;
    expect(JSON.stringify(ingress)).toContain('"app.kubernetes.io/instance":"k8s-front"');
  });
});

test.each<[string, PrometheusProps, string]>([
  ['replicaExternalLabelName', { replicaExternalLabelName: 'replica' }, 'differs between shards or replicas'],
  ['shardExternalLabelName', { shardExternalLabelName: 'shard' }, 'differs between shards or replicas'],
  ['externalLabels.part', { externalLabels: { part: '$(SHARD)' } }, 'differs between shards or replicas'],
  ['thanos', { thanos: {} }, 'needs labels that tell shards and replicas apart'],
  [
    'globalView.readClient',
    { web: { tlsConfig: { cert: { secret: secretKey('web', 'crt') }, keySecret: secretKey('web', 'key') } } },
    'could not read them',
  ],
])('%s that a front would stumble over is an error', (field, props, complaint) => {
  const found = errors((chart) => {
    viewed(chart, props);
  });
  expect(found.join('\n')).toContain(field);
  expect(found.join('\n')).toContain(complaint);
});

test.each<[PrometheusProps, string]>([
  [{ globalView: 'promethues' } as unknown as PrometheusProps, 'globalView "promethues" is none of'],
  [{ shards: 1e10 }, 'shards 10000000000 is not a whole number'],
])('what cannot be is said once, and as what it is', (props, complaint) => {
  const found = errors((chart) => {
    viewed(chart, props);
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(complaint);
});
