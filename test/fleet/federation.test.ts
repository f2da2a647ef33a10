import { parse } from 'yaml';
import {
  Federation,
  Fleet,
  Prometheus,
  PrometheusRule,
  recordingRule,
  type Cluster,
  type PrometheusProps,
  type Transport,
} from '../../lib';
import type { Manifest } from '../../lib/kubernetes';
import { filesOf, newFleetApp, objectsIn, problemsOf, watchedCluster } from './fleets';

const STORAGE = { storage: { emptyDir: {} } };
const PEERS = [{ ipBlock: { cidr: '10.0.0.0/8' } }];

/** A fleet whose hub federates all others, as docs/fleet.md says it. */
function federated(
  names: readonly string[],
  reach: 'cluster' | 'clusterset' = 'clusterset',
  transport: Transport = 'federate',
  props: PrometheusProps = transport === 'thanos' ? { thanos: {} } : {},
) {
  const app = newFleetApp();
  const fleet = new Fleet<object, Prometheus>(app, 'monitoring', {
    namespace: 'monitoring',
    hub: { name: 'hub', template: hub },
    clusters: names.map((name) => ({ name })),
    template: (cluster) => watchedCluster(cluster, props),
  });
  new Federation(fleet.hub!, 'federation', {
    into: fleet.hubParts!,
    from: fleet.leaves.map(({ prometheus }) => prometheus),
    reach,
    transport,
    peers: PEERS,
  });
  return app;
}

function hub(cluster: Cluster): Prometheus {
  const rules = new PrometheusRule(cluster, 'shop', {
    groups: [
      {
        name: 'shop',
        rules: [recordingRule('job:requests:rate5m', 'sum by (job) (rate(requests_total[5m]))')],
      },
    ],
  });
  return new Prometheus(cluster, 'global', { ...STORAGE, prometheusRules: [rules], selfMonitoring: false });
}

/** Files of the ConfigMaps of a Prometheus whose names begin so. */
function files(objects: readonly Manifest[], prefix: string): string {
  return objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(prefix))
    .flatMap(({ data = {} }) => Object.values(data as Record<string, string>))
    .join('\n---\n');
}

describe('a hub of a fleet that federates its leaves', () => {
  const app = federated(['eu-1', 'us-1']);

  test('asks each of them by a name of its own in the ClusterSet', () => {
    const text = files(objectsIn(app, 'hub'), 'prometheus-global-scrape-');
    expect(text.match(/[\w.-]+:9090$/gm)).toEqual(
      ['eu-1', 'us-1'].map((name) => `prometheus-k8s-${name}.monitoring.svc.clusterset.local:9090`),
    );
    expect(text.match(/cluster: .+$/gm)).toEqual(['cluster: eu-1', 'cluster: us-1']);
  });

  test.each(['eu-1', 'us-1'])('has %s export a Service of that name, and let the hub in', (name) => {
    const objects = objectsIn(app, name);
    const exported = `prometheus-k8s-${name}`;
    expect(objects.filter(({ kind }) => kind === 'ServiceExport').map(({ metadata }) => metadata)).toEqual([
      { name: exported, namespace: 'monitoring' },
    ]);
    const [own, copy] = ['prometheus-k8s', exported].map((service) =>
      objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === service),
    );
    expect(copy?.spec).toEqual(own?.spec);
    // A monitor that selects the one does not find the other.
    expect(copy?.metadata.labels).not.toMatchObject(own?.metadata.labels ?? {});
    const policy = objects.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'prometheus-k8s',
    );
    expect(JSON.stringify(policy?.spec)).toContain(JSON.stringify(PEERS[0]));
  });

  test('has each of them record its parts', () => {
    for (const name of ['eu-1', 'us-1']) {
      const text = files(objectsIn(app, name), 'prometheus-k8s-rulefiles-');
      expect(text).toContain('record: federated:global:job:requests:rate5m:sum:requests_total');
      expect(text).toContain('record: federated:global:leaf_alive');
    }
    const above = files(objectsIn(app, 'hub'), 'prometheus-global-rulefiles-');
    expect(above).toContain('count(federated:global:leaf_alive) == 2');
    expect(parse(above.split('\n---\n')[0]!)).toHaveProperty('groups');
  });

  test('has a further cluster change its own folder and that of the hub', () => {
    const before = filesOf(app);
    const after = filesOf(federated(['eu-1', 'further', 'us-1']));
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed).toEqual(['further/monitoring.k8s.yaml', 'hub/monitoring.k8s.yaml']);
    expect(Object.keys(before).filter((file) => !(file in after))).toEqual([]);
  });

  test('cannot reach them as if they were in its own cluster', () => {
    expect(problemsOf(federated(['eu-1'], 'cluster')).map(({ code, field }) => [code, field])).toEqual([
      ['no-route', 'from[0].reach'],
    ]);
  });

  test('is told of a name that no Service can have', () => {
    const name = `eu-${'1'.repeat(55)}`;
    expect(problemsOf(federated([name])).map(({ code, field }) => [code, field])).toEqual([
      ['invalid-name', 'from[0].reach'],
    ]);
  });
});

describe('a hub of a fleet that reads its leaves by Thanos', () => {
  const app = federated(['eu-1', 'us-1'], 'clusterset', 'thanos');

  test('reads each of them by a name of its own in the ClusterSet', () => {
    const addresses = files(objectsIn(app, 'hub'), 'thanos-query-federation').match(/[\w.-]+:10901$/gm);
    expect(addresses).toEqual(
      ['eu-1', 'us-1']
        .map((name) => `prometheus-k8s-thanos-${name}.monitoring.svc.clusterset.local:10901`)
        .concat('thanos-ruler-federation-headless.monitoring.svc:10901'),
    );
  });

  test.each(['eu-1', 'us-1'])(
    'has %s export its sidecars, and let the hub in there and nowhere else',
    (name) => {
      const objects = objectsIn(app, name);
      const exported = `prometheus-k8s-thanos-${name}`;
      expect(
        objects.filter(({ kind }) => kind === 'ServiceExport').map(({ metadata }) => metadata.name),
      ).toEqual([exported]);
      const [own, copy] = ['prometheus-k8s-thanos', exported].map((service) =>
        objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === service),
      );
      expect(copy?.spec).toEqual(own?.spec);
      const open = objects
        .filter(({ kind, spec }) => kind === 'NetworkPolicy' && JSON.stringify(spec).includes('10.0.0.0/8'))
        .map(({ metadata, spec }) => [metadata.name, JSON.stringify(spec).includes('10901')]);
      expect(open).toEqual([['prometheus-k8s-federation', true]]);
    },
  );

  test('gives its Ruler no label that it would write over those of clusters', () => {
    expect(
      JSON.stringify(
        objectsIn(app, 'hub').find(({ metadata }) => metadata.name === 'thanos-ruler-federation'),
      ),
    ).not.toContain('--label=cluster');
    expect(files(objectsIn(app, 'hub'), 'thanos-ruler-federation')).toContain('replacement: hub');
  });

  test('has a further cluster change its own folder and that of the hub', () => {
    const before = filesOf(app);
    const after = filesOf(federated(['eu-1', 'further', 'us-1'], 'clusterset', 'thanos'));
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed).toEqual(['further/monitoring.k8s.yaml', 'hub/monitoring.k8s.yaml']);
  });
});

test('a leaf of several shards exports the Query of its view', () => {
  const app = federated(['eu-1'], 'clusterset', 'thanos', { shards: 2 });
  const objects = objectsIn(app, 'eu-1');
  const exported = objects.find(
    ({ kind, metadata }) => kind === 'Service' && metadata.name === 'thanos-query-k8s-eu-1',
  );
  expect(exported?.spec).toEqual({
    selector: { 'app.kubernetes.io/name': 'thanos-query', 'app.kubernetes.io/instance': 'k8s' },
    ports: [{ name: 'grpc', port: 10901, targetPort: 10901 }],
  });
  const policy = objects.find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'prometheus-k8s-federation',
  );
  expect(JSON.stringify(policy?.spec)).toContain('"app.kubernetes.io/name":"thanos-query"');
});

describe('a hub of a fleet that its leaves write to', () => {
  const app = federated(['eu-1', 'us-1'], 'clusterset', 'remoteWrite');

  test('is exported by a name of its own, which each of them writes to', () => {
    const exported = (cluster: string): Array<string | undefined> =>
      objectsIn(app, cluster)
        .filter(({ kind }) => kind === 'ServiceExport')
        .map(({ metadata }) => metadata.name);
    expect(['hub', 'eu-1', 'us-1'].map(exported)).toEqual([['prometheus-global-hub'], [], []]);
    for (const name of ['eu-1', 'us-1']) {
      expect(files(objectsIn(app, name), 'prometheus-k8s')).toContain(
        'url: http://prometheus-global-hub.monitoring.svc.clusterset.local:9090/api/v1/write',
      );
    }
  });

  test('has a further cluster change its own folder and that of the hub', () => {
    const before = filesOf(app);
    const after = filesOf(federated(['eu-1', 'further', 'us-1'], 'clusterset', 'remoteWrite'));
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed).toEqual(['further/monitoring.k8s.yaml', 'hub/monitoring.k8s.yaml']);
  });
});
