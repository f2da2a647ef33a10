import {
  Alertmanager,
  AlertmanagerExport,
  Federation,
  Fleet,
  nullReceiver,
  Prometheus,
  PrometheusRule,
  recordingRule,
  secretKey,
  type FleetApp,
} from '../../lib';
import { newFleetApp, objectsIn, problemsOf } from './fleets';

const STORAGE = { storage: { emptyDir: {} } };
const TLS = {
  cert: { secret: secretKey('alertmanager-tls', 'tls.crt') },
  keySecret: secretKey('alertmanager-tls', 'tls.key'),
};

/** A fleet whose clusters all send to the Alertmanager of its hub. */
function alertingFleet(app: FleetApp, id: string, { hub: name = `hub-${id}`, mesh = 'main' } = {}): void {
  new Fleet(app, id, {
    namespace: 'monitoring',
    hub: {
      name,
      template: (hub) =>
        new AlertmanagerExport(hub, `export-${id}`, {
          of: new Alertmanager(hub, mesh, {
            ...STORAGE,
            replicas: 2,
            web: { tlsConfig: TLS },
            config: { route: { receiver: 'nobody' }, receivers: [nullReceiver('nobody')] },
          }),
          peers: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
          client: { tlsConfig: { ca: { secret: secretKey('alerts-tls', 'ca.crt') } } },
        }),
    },
    clusters: [{ name: `cluster-${id}` }],
    template: (cluster, { target }) =>
      new Prometheus(cluster, 'k8s', { ...STORAGE, alerting: { alertmanagers: [target] } }),
  });
}

test('Alertmanagers of two hubs that a ClusterSet would take for one are an error', () => {
  const app = newFleetApp();
  alertingFleet(app, 'one');
  alertingFleet(app, 'two');
  expect(problemsOf(app)).toEqual([
    {
      severity: 'error',
      code: 'export-clash',
      path: 'two/hub-two/export-two',
      complaint:
        'ServiceExport monitoring/alertmanager-main-0 is written by one/hub-one/export-one as well (and 1 more of its objects), in another cluster: a ClusterSet takes Services of one name and namespace for one',
      remedy: 'Give what is exported in one of the two clusters another `name` or namespace.',
    },
  ]);
});

test('with names of their own they are two', () => {
  const app = newFleetApp();
  alertingFleet(app, 'one');
  alertingFleet(app, 'two', { mesh: 'second' });
  const exported = (folder: string) =>
    objectsIn(app, folder)
      .filter(({ kind }) => kind === 'ServiceExport')
      .map(({ metadata }) => metadata.name);
  expect(exported('hub-one')).toEqual(['alertmanager-main-0', 'alertmanager-main-1']);
  expect(exported('hub-two')).toEqual(['alertmanager-second-0', 'alertmanager-second-1']);
});

/** A federation of leaves in two clusters, each with a name of its own. */
function federated(leaves: ReadonlyArray<readonly [cluster: string, name: string]>): FleetApp {
  const app = newFleetApp();
  const {
    hub,
    hubParts,
    leaves: made,
  } = new Fleet(app, 'monitoring', {
    namespace: 'monitoring',
    hub: {
      name: 'hub',
      template: (cluster) =>
        new Prometheus(cluster, 'global', {
          ...STORAGE,
          prometheusRules: [
            new PrometheusRule(cluster, 'shop', {
              groups: [
                { name: 'shop', rules: [recordingRule('cluster:orders:sum', 'sum by (cluster) (orders)')] },
              ],
            }),
          ],
        }),
    },
    clusters: leaves.map(([name]) => ({ name })),
    template: (cluster) =>
      new Prometheus(cluster, leaves.find(([name]) => name === cluster.name)?.[1] ?? '', STORAGE),
  });
  if (hub === undefined || hubParts === undefined) {
    throw new Error('no hub');
  }
  new Federation(hub, 'federation', {
    into: hubParts,
    from: made.map(({ prometheus }) => prometheus),
    reach: 'clusterset',
    peers: [{ ipBlock: { cidr: '10.128.0.0/14' } }],
  });
  return app;
}

test('leaves whose names, put together with those of their clusters, are the same are an error', () => {
  expect(
    problemsOf(
      federated([
        ['eu-1', 'k8s'],
        ['1', 'k8s-eu'],
      ]),
    ).map(({ code, complaint }) => [code, complaint.split(' is ')[0]]),
  ).toEqual([['export-clash', 'ServiceExport monitoring/prometheus-k8s-eu-1']]);
});

test('two fleets that name the same cluster write into one folder: objects of one name are an error', () => {
  const app = newFleetApp();
  for (const id of ['one', 'two']) {
    new Fleet(app, id, {
      namespace: 'monitoring',
      clusters: [{ name: 'eu-1' }],
      template: (cluster) => new Prometheus(cluster, 'k8s', STORAGE),
    });
  }
  expect(problemsOf(app)).toMatchObject([{ code: 'name-clash', path: 'two/eu-1/k8s' }]);
});
