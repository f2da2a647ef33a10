import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { Grafana, GrafanaDashboard, type GrafanaProps } from '../../lib/grafana';
import { Prometheus } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import type { Manifest } from '../../lib/kubernetes';
import { pods as podsIn } from '../../lib/manifests';
import { podSecurity } from '../../tools/validate/pod-security';
import { KubernetesSchemas } from '../../tools/validate/schemas';
import { describeUnless } from '../support/programs';
import { schemaFolder } from '../support/schemas';
import { dashboard, find, synthesize, type Outcome, type World } from './support';

const PROPS: GrafanaProps = {
  admin: { username: secretKey('grafana-admin', 'user'), password: secretKey('grafana-admin', 'password') },
  storage: { emptyDir: {} },
};

function run(props: Partial<GrafanaProps> = {}, more: (world: World) => void = () => undefined): Outcome {
  return synthesize((world) => {
    new Grafana(world.chart, 'grafana', { ...PROPS, name: 'main', ...props });
    more(world);
  });
}

function pods(outcome: Outcome): StatefulSetSpec['template'] {
  return (find(outcome, 'StatefulSet', 'grafana-main').spec as StatefulSetSpec).template;
}

function fileOf(outcome: Outcome, key: string): string {
  const { data } = find(outcome, 'ConfigMap', 'grafana-main') as Manifest & {
    readonly data: Readonly<Record<string, string>>;
  };
  return data[key] ?? '';
}

function changed(before: Outcome, after: Outcome): string[] {
  const texts = (outcome: Outcome) =>
    new Map(outcome.manifests.map((each) => [`${each.kind} ${each.metadata.name}`, JSON.stringify(each)]));
  const [left, right] = [texts(before), texts(after)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((id) => left.get(id) !== right.get(id))
    .sort();
}

test('the names of its objects are a contract', () => {
  const outcome = run({}, ({ chart }) => {
    new GrafanaDashboard(chart, 'checkout', { json: dashboard('up'), folder: 'Payments' });
  });
  const own = outcome.manifests.filter(({ metadata }) => metadata.name.startsWith('grafana-'));
  expect(own.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount grafana-main',
    'ConfigMap grafana-main',
    'ConfigMap grafana-main-dashboards-payments-0',
    'Service grafana-main',
    'Service grafana-main-headless',
    'StatefulSet grafana-main',
    'NetworkPolicy grafana-main',
    'PodDisruptionBudget grafana-main',
  ]);
});

test('secrets are read from mounted files, and stand in no manifest', () => {
  const outcome = run({
    config: { 'auth.generic_oauth': { enabled: true, client_secret: secretKey('oauth', 'secret') } },
  });
  const ini = fileOf(outcome, 'grafana.ini');
  expect(ini).toContain('admin_password = $__file{/etc/grafana/secrets/grafana-admin/password}');
  expect(ini).toContain(
    '[auth.generic_oauth]\nclient_secret = $__file{/etc/grafana/secrets/oauth/secret}\nenabled = true\n',
  );
  const mounts = pods(outcome).spec?.containers[0]?.volumeMounts ?? [];
  expect(mounts.map(({ mountPath }) => mountPath)).toEqual(
    expect.arrayContaining(['/etc/grafana/secrets/grafana-admin', '/etc/grafana/secrets/oauth']),
  );
});

test('a dashboard comes without a restart; a data source, which Grafana reads at its start, rolls the pods', () => {
  const before = run();
  const withDashboard = run({}, ({ chart }) => {
    new GrafanaDashboard(chart, 'checkout', { json: dashboard('up') });
  });
  const withDataSource = run({}, ({ chart, prometheus }) => {
    new Prometheus(chart, 'second', { storage: { emptyDir: {} } });
    expect(prometheus.url).not.toBe('');
  });
  expect(changed(before, withDashboard)).toEqual(['ConfigMap grafana-main-dashboards-root-0']);
  expect(changed(before, withDataSource)).toContain('StatefulSet grafana-main');
});

test('it may ask what it shows: the NetworkPolicies of its data sources let it in', () => {
  const outcome = run();
  for (const name of ['prometheus-k8s', 'alertmanager-main']) {
    expect(JSON.stringify(find(outcome, 'NetworkPolicy', name))).toContain(
      '"app.kubernetes.io/name":"grafana"',
    );
  }
});

test('what is wrong is said together', () => {
  const { errors, manifests } = run({
    replicas: 2,
    version: 'latest',
    config: {
      smtp: { password: 'hunter2', host: 'mail:25\nuser = x' },
      server: { root_url: 'https://grafana.example.com' },
    },
  });
  expect(manifests).toEqual([]);
  expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'config.server.root_url taken',
    'config.smtp.host invalid-value',
    'config.smtp.password secret-in-manifest',
    'replicas contradiction',
    'version invalid-version',
  ]);
  expect(JSON.stringify(errors)).not.toContain('hunter2');
});

test('its pods pass Pod Security restricted', () => {
  const outcome = run();
  const all = podsIn(outcome.manifests).filter(({ object }) => object.includes('grafana-main'));
  expect(all).toHaveLength(1);
  expect(all.flatMap((pod) => podSecurity(pod, 'restricted'))).toEqual([]);
});

const schemas = schemaFolder();

describeUnless(
  schemas === undefined ? 'no Kubernetes schemas' : undefined,
  'against the schemas of Kubernetes',
  () => {
    test('its objects have no field that is unknown', () => {
      const outcome = run({ storage: { size: '10Gi' } }, ({ chart }) => {
        new GrafanaDashboard(chart, 'checkout', { json: dashboard('up'), folder: 'Payments' });
      });
      const checks = new KubernetesSchemas(schemas ?? '');
      expect(outcome.manifests.flatMap((manifest) => checks.validate(manifest))).toEqual([]);
    });
  },
);
