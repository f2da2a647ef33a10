import { parse } from 'yaml';
import {
  Alertmanager,
  AlertmanagerExport,
  Fleet,
  nullReceiver,
  Prometheus,
  secretKey,
  type AlertmanagerExportProps,
  type AlertmanagerProps,
} from '../../lib';
import { newFleetApp, objectsIn, problemsOf } from './fleets';

const STORAGE = { storage: { emptyDir: {} } };
const SERVER = {
  cert: { secret: secretKey('alertmanager-tls', 'tls.crt') },
  keySecret: secretKey('alertmanager-tls', 'tls.key'),
};
const CLIENT = {
  ca: { secret: secretKey('alerts-tls', 'ca.crt') },
};
const PEERS = [{ ipBlock: { cidr: '10.0.0.0/8' } }];

function appWith(
  web: AlertmanagerProps['web'],
  props: Omit<AlertmanagerExportProps, 'of'> = { peers: PEERS, client: { tlsConfig: CLIENT } },
) {
  const app = newFleetApp();
  new Fleet(app, 'monitoring', {
    namespace: 'monitoring',
    hub: {
      name: 'hub',
      template: (hub) => {
        const main = new Alertmanager(hub, 'main', {
          ...STORAGE,
          replicas: 2,
          ...(web === undefined ? {} : { web }),
          config: { route: { receiver: 'nobody' }, receivers: [nullReceiver('nobody')] },
        });
        return new AlertmanagerExport(hub, 'export', { of: main, ...props });
      },
    },
    clusters: [{ name: 'eu-1' }],
    template: (cluster, { target }) =>
      new Prometheus(cluster, 'k8s', { ...STORAGE, alerting: { alertmanagers: [target] } }),
  });
  return app;
}

test('each instance has a Service of its own in all clusters, and is told by those of the others', () => {
  const app = appWith({ tlsConfig: SERVER });
  const hub = objectsIn(app, 'hub');
  const exported = hub.filter(({ kind }) => kind === 'ServiceExport').map(({ metadata }) => metadata.name);
  expect(exported).toEqual(['alertmanager-main-0', 'alertmanager-main-1']);
  const services = hub.filter(({ kind, metadata }) => kind === 'Service' && exported.includes(metadata.name));
  expect(services.map(({ spec }) => (spec as { selector: unknown }).selector)).toEqual(
    exported.map((pod) => ({
      'app.kubernetes.io/name': 'alertmanager',
      'app.kubernetes.io/instance': 'main',
      'statefulset.kubernetes.io/pod-name': pod,
    })),
  );
  const policy = hub.find(({ metadata }) => metadata.name === 'alertmanager-main-export');
  expect(policy?.spec).toMatchObject({
    ingress: [{ from: PEERS, ports: [{ port: 9093, protocol: 'TCP' }] }],
  });

  const config = objectsIn(app, 'eu-1').find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus-k8s',
  );
  const native = parse((config?.data as Record<string, string>)['prometheus.yml'] ?? '') as {
    readonly alerting: { readonly alertmanagers: readonly unknown[] };
  };
  expect(native.alerting.alertmanagers).toMatchObject([
    {
      scheme: 'https',
      static_configs: [
        {
          targets: exported.map((pod) => `${pod}.monitoring.svc.clusterset.local:9093`),
        },
      ],
    },
  ]);
});

test('it is refused in the clear, without trust, without a way in, and for everybody', () => {
  const faults = (...given: Parameters<typeof appWith>) =>
    problemsOf(appWith(...given)).map(({ code, field }) => [code, field]);
  expect(faults(undefined, { peers: [], client: {} })).toEqual([
    ['open-alertmanager', 'of'],
    ['incomplete', 'peers'],
  ]);
  expect(faults({ tlsConfig: SERVER }, { peers: [{ ipBlock: { cidr: '0.0.0.0/0' } }], client: {} })).toEqual([
    ['incomplete', 'client.tlsConfig'],
    ['open-alertmanager', 'peers[0].ipBlock.cidr'],
  ]);
});
