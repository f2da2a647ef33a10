import {
  mimir,
  thanosReceive,
  victoriaMetrics,
  PrometheusAgent,
  type PrometheusProps,
  type RemoteWrite,
} from '../../lib/prometheus';
import { relabel } from '../../lib/relabel';
import { errors, prometheus, synth } from './monitoring';

const SHARDED = {
  replicas: 2,
  shards: 2,
  shardExternalLabelName: 'prometheus_shard',
} as const;
const MIMIR = mimir({ url: 'https://mimir.example.org/api/v1/push', tenant: 'shop', cluster: 'eu' });

/** What a place gets of a series of a pod. */
function sent(remote: RemoteWrite, shard: number, pod: string, props: PrometheusProps = SHARDED) {
  const { config } = synth((chart) => {
    prometheus(chart, { ...props, remoteWrite: [remote] });
  }).onShard(shard);
  const external = Object.fromEntries(
    Object.entries(config.global?.external_labels ?? {}).map(([name, value]) => [
      name,
      value.replace(/^\$\{POD_NAME\}$/, pod),
    ]),
  );
  const [write] = config.remote_write ?? [];
  const result = relabel({ __name__: 'up', job: 'a', ...external }, write?.write_relabel_configs ?? []);
  return { labels: result.dropped ? undefined : result.labels, headers: write?.headers };
}

const SERIES = { __name__: 'up', job: 'a', prometheus: 'monitoring/k8s' };

describe('Mimir', () => {
  test('gets each shard as a group of its own, and the pod as its replica', () => {
    expect(sent(MIMIR, 0, 'prometheus-k8s-1')).toEqual({
      labels: { ...SERIES, cluster: 'eu-0', __replica__: 'prometheus-k8s-1' },
      headers: { 'X-Scope-OrgID': 'shop' },
    });
    expect(sent(MIMIR, 1, 'prometheus-k8s-shard-1-0').labels).toEqual({
      ...SERIES,
      cluster: 'eu-1',
      __replica__: 'prometheus-k8s-shard-1-0',
    });
  });

  test('gets one group without shards, under labels of your choice', () => {
    const remote = mimir({
      url: MIMIR.url,
      cluster: 'a$1',
      clusterLabel: 'ha_group',
      replicaLabel: 'ha_replica',
    });
    expect(sent(remote, 0, 'pod-0', { replicas: 2 }).labels).toEqual({
      ...SERIES,
      ha_group: 'a$1',
      ha_replica: 'pod-0',
    });
  });

  test.each<[string, PrometheusProps, string]>([
    [
      'shards without a label',
      { ...SHARDED, shardExternalLabelName: undefined as never },
      'is to tell shards apart',
    ],
    ['replicas without a label', { ...SHARDED, replicaExternalLabelName: '' }, 'their label is left out'],
  ])('%s are an error', (_, props, complaint) => {
    const found = errors((chart) => {
      prometheus(chart, { ...props, remoteWrite: [MIMIR] });
    });
    expect(found.join('\n')).toContain(complaint);
  });

  test('refuses an agent on each node, of which all but one would be thrown away', () => {
    const found = errors((chart) => {
      new PrometheusAgent(chart, 'agent', { mode: 'DaemonSet', remoteWrite: [MIMIR] });
    });
    expect(found.join('\n')).toContain('each node has a pod of its own');
  });
});

test('Thanos Receive gets the replica, and not the shard: a target that moves keeps its series', () => {
  const remote = thanosReceive({ url: 'http://receive.example.org:19291/api/v1/receive', tenant: 'shop' });
  expect(sent(remote, 1, 'pod-0')).toEqual({
    labels: { ...SERIES, prometheus_replica: 'pod-0' },
    headers: { 'THANOS-TENANT': 'shop' },
  });
});

test('VictoriaMetrics gets equal series of all replicas and shards', () => {
  const remote = victoriaMetrics({ url: 'http://victoria-metrics.example.org:8428/api/v1/write' });
  expect(sent(remote, 0, 'pod-0')).toEqual({ labels: SERIES, headers: undefined });
  expect(sent(remote, 1, 'pod-1')).toEqual({ labels: SERIES, headers: undefined });
});

test('settings of your own stay, and relabelings of your own come first', () => {
  const keep = { action: 'keep' as const, sourceLabels: ['__name__'], regex: 'up' };
  const remote = mimir({ url: MIMIR.url, cluster: 'eu', remoteTimeout: '5s', writeRelabelConfigs: [keep] });
  expect(remote).toMatchObject({ remoteTimeout: '5s' });
  expect(remote.writeRelabelConfigs?.[0]).toEqual(keep);
});
