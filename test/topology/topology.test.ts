import { Chart, Testing } from 'cdk8s';
import { platform } from '../../examples/platform/main';
import { Alertmanager } from '../../lib/alertmanager';
import { GrafanaDashboard, GrafanaProvisioning, type GrafanaDiscovery } from '../../lib/grafana';
import type { Manifest } from '../../lib/kubernetes';
import { Prometheus } from '../../lib/prometheus';
import { topologyOf, type Topology } from '../../lib/topology';
import { manifestFiles, readManifests } from '../../tools/validate/manifests';
import { synthesize } from '../examples/synthesized';
import { estate } from './estate';

function synth(fill: (chart: Chart) => void): Manifest[] {
  const chart = new Chart(Testing.app(), 'estate', { namespace: 'monitoring' });
  fill(chart);
  return Testing.synth(chart) as Manifest[];
}

/** `query monitoring/all asks store monitoring/past`. */
function sentences({ edges }: Topology): string[] {
  return edges.map(
    ({ from, kind, to, note }) => `${from} ${kind} ${to}${note === undefined ? '' : ` (${note})`}`,
  );
}

function facts({ nodes }: Topology, id: string): readonly string[] | undefined {
  return nodes.find((node) => node.id === id)?.facts;
}

describe('an app with one of everything', () => {
  const manifests = synth(estate);
  const topology = topologyOf(manifests);

  test('is connected as it was written', () => {
    expect(sentences(topology)).toEqual([
      'prometheus monitoring/k8s scrapes monitor serviceMonitor/monitoring/alertmanager-main (1 job)',
      'prometheus monitoring/k8s scrapes monitor serviceMonitor/monitoring/alertmanager-main-rollout (1 job)',
      'prometheus monitoring/k8s scrapes monitor serviceMonitor/monitoring/checkout (2 jobs)',
      'prometheus monitoring/k8s scrapes monitor serviceMonitor/monitoring/prometheus-k8s (1 job)',
      'prometheus monitoring/k8s scrapes monitor serviceMonitor/monitoring/prometheus-k8s-thanos (1 job)',
      'prometheus monitoring/k8s writes remote mimir.example.org/api/v1/push (mimir)',
      'prometheus monitoring/k8s reads remote past.example.org/read',
      'prometheus monitoring/k8s alerts alertmanager alerts.example.org:443',
      'prometheus monitoring/k8s alerts alertmanager monitoring/main',
      'prometheus monitoring/sharded scrapes monitor podMonitor/monitoring/batch (1 job)',
      'prometheus monitoring/sharded scrapes monitor serviceMonitor/monitoring/prometheus-sharded (1 job)',
      'prometheus monitoring/sharded scrapes monitor serviceMonitor/monitoring/prometheus-sharded-thanos (1 job)',
      'prometheus monitoring/sharded scrapes monitor serviceMonitor/monitoring/thanos-query-sharded (1 job, shard 0 only)',
      'prometheus monitoring/sharded scrapes monitor serviceMonitor/monitoring/thanos-ruler-sharded (1 job, shard 0 only)',
      'sidecar monitoring/k8s reads prometheus monitoring/k8s',
      'sidecar monitoring/k8s stores object-storage S3 thanos at s3.example.org',
      'sidecar monitoring/sharded reads prometheus monitoring/sharded',
      'store monitoring/past reads object-storage S3 thanos at s3.example.org',
      'query monitoring/all asks sidecar monitoring/k8s',
      'query monitoring/all asks store monitoring/past',
      'query monitoring/all asks ruler monitoring/global',
      'query monitoring/all asks remote thanos.example.org:443',
      'query monitoring/sharded asks sidecar monitoring/sharded',
      'query monitoring/sharded asks ruler monitoring/sharded',
      'query-frontend monitoring/front asks query monitoring/all',
      'ruler monitoring/global asks query monitoring/all',
      'ruler monitoring/global alerts alertmanager monitoring/main',
      'ruler monitoring/sharded asks query monitoring/sharded',
      'compactor monitoring/compactor stores object-storage S3 thanos at s3.example.org',
      'companion monitoring/main-rollout rolls alertmanager monitoring/main',
      'alertmanager monitoring/main notifies receiver chat of monitoring/main',
      'alertmanager monitoring/main notifies receiver nobody of monitoring/main',
      'grafana monitoring/main asks prometheus monitoring/k8s (data source monitoring/prometheus-k8s)',
      'grafana monitoring/main asks query monitoring/sharded (data source monitoring/prometheus-sharded)',
      'grafana monitoring/main asks alertmanager monitoring/main (data source monitoring/alertmanager-main)',
      'grafana monitoring/main shows dashboard Checkout (0.monitoring_checkout.json)',
    ]);
  });

  test.each([
    ['prometheus monitoring/k8s', ['2 replicas', '2 rules in 1 group: 1 alerting, 1 recording']],
    [
      'prometheus monitoring/sharded',
      ['2 shards', '1 replica of each', '12 rules in 3 groups: 11 alerting, 1 recording'],
    ],
    ['ruler monitoring/global', ['2 replicas', '2 rules in 1 group: 1 alerting, 1 recording']],
    ['companion monitoring/main-rollout', ['Deployment', '1 replica']],
    ['receiver chat of monitoring/main', ['slack']],
    ['receiver nobody of monitoring/main', ['notifies nobody']],
    ['alertmanager alerts.example.org:443', ['not in the manifests']],
  ])('says of %s: %j', (id, expected) => {
    expect(facts(topology, id)).toEqual(expected);
  });

  test('what others may add to it while it runs is said not to be known', () => {
    expect(topology.unknown).toEqual([
      'What Prometheus monitoring/k8s reads as /etc/prometheus/user-rules/check/*.yaml: the manifests have no file for it',
      'What Prometheus monitoring/k8s reads as /etc/prometheus/user-rules/own/*.yaml: the manifests have no file for it',
      'What Prometheus monitoring/k8s reads as /etc/prometheus/user-rules/own/*.yml: the manifests have no file for it',
    ]);
  });

  test('does not depend on the order of the manifests, and cannot be changed', () => {
    expect(topologyOf([...manifests].reverse())).toEqual(topology);
    expect(Object.isFrozen(topology)).toBe(true);
    expect(topology.nodes.every((node) => Object.isFrozen(node) && Object.isFrozen(node.facts))).toBe(true);
    expect(topology.edges.every((edge) => Object.isFrozen(edge))).toBe(true);
  });

  test('has no edge to a node that is not there', () => {
    const ids = new Set(topology.nodes.map(({ id }) => id));
    expect(topology.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
  });

  test('without its ConfigMaps is what the pods alone tell, and what is missing is named', () => {
    const bare = topologyOf(manifests.filter(({ kind }) => kind !== 'ConfigMap'));
    expect(bare.nodes.map(({ id }) => id)).toContain('prometheus monitoring/k8s');
    expect(sentences(bare)).not.toContainEqual(expect.stringContaining('scrapes'));
    expect(bare.unknown).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^What Prometheus monitoring\/k8s does: .*which no ConfigMap among/),
        expect.stringMatching(/^Whom Alertmanager monitoring\/main notifies: .*which no ConfigMap among/),
        expect.stringMatching(/^What query monitoring\/all reads as --endpoint\.sd-config-file/),
      ]),
    );
  });
});

test('the platform of the examples', () => {
  const topology = topologyOf(readManifests(manifestFiles(synthesize(platform).folder)));
  const all = sentences(topology);
  expect(all).toEqual(
    expect.arrayContaining([
      'prometheus monitoring/k8s scrapes monitor serviceMonitor/monitoring/kube-state-metrics (2 jobs)',
      'prometheus monitoring/k8s scrapes monitor serviceMonitor/shop/checkout (1 job)',
      'prometheus monitoring/k8s scrapes monitor scrapeConfig/monitoring/kubelet (1 job)',
      'prometheus monitoring/k8s alerts alertmanager monitoring/main',
      'companion monitoring/main-rollout rolls alertmanager monitoring/main',
    ]),
  );
  expect(facts(topology, 'receiver pager of monitoring/main')).toEqual(['pagerduty']);
  expect(facts(topology, 'receiver dead-mans-switch of monitoring/main')).toEqual(['email']);
});

test('Alertmanagers that are discovered by their Service are found', () => {
  const topology = topologyOf(
    synth((chart) => {
      const alertmanager = new Alertmanager(chart, 'main', {
        storage: { emptyDir: {} },
        config: { route: { receiver: 'none' }, receivers: [{ name: 'none' }] },
      });
      new Prometheus(chart, 'k8s', {
        storage: { emptyDir: {} },
        alerting: { alertmanagers: [{ alertmanager, discovery: 'Kubernetes' }] },
      });
    }),
  );
  expect(sentences(topology)).toContain('prometheus monitoring/k8s alerts alertmanager monitoring/main');
});

test.each<GrafanaDiscovery>([
  { mode: 'sidecar' },
  { mode: 'provisioning' },
  { mode: 'operator', instanceSelector: { matchLabels: { grafana: 'main' } } },
  { mode: 'api' },
])('content for a Grafana that is elsewhere is found, $mode', (discovery) => {
  const topology = topologyOf(
    synth((chart) => {
      new Prometheus(chart, 'k8s', { storage: { emptyDir: {} } });
      new GrafanaDashboard(chart, 'checkout', { json: { title: 'Checkout', panels: [] } });
      new GrafanaProvisioning(chart, 'grafana', { discovery });
    }),
  );
  expect(sentences(topology)).toEqual(
    expect.arrayContaining([
      'grafana not in the manifests asks prometheus monitoring/k8s (data source monitoring/prometheus-k8s)',
      expect.stringMatching(/^grafana not in the manifests shows dashboard Checkout \(/),
    ]),
  );
});

test('addresses are shown without users, passwords and queries', () => {
  const manifests = synth((chart) => {
    new Prometheus(chart, 'k8s', {
      storage: { emptyDir: {} },
      remoteWrite: [{ url: 'https://x.example.org' }],
    });
  });
  const text = JSON.stringify(manifests).replaceAll(
    'https://x.example.org',
    'https://user:hunter2@x.example.org/push?token=hunter3',
  );
  const topology = topologyOf(JSON.parse(text) as Manifest[]);
  expect(sentences(topology)).toContain('prometheus monitoring/k8s writes remote x.example.org/push');
  expect(JSON.stringify(topology)).not.toContain('hunter');
});
