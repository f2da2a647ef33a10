import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterRights, configMap, isClusterScoped } from '../../lib/kubernetes';
import { Prometheus } from '../../lib/prometheus';
import { ServiceMonitor } from '../../lib/scrape';
import { Synthesis } from '../../lib/synthesis';
import { describeManifest } from '../../tools/validate/manifests';
import { filesOf, newApp, objectsOf, problemsOf } from './apps';
import { Inventory } from './inventory';

const STORAGE = { emptyDir: {} };
const CHECKOUT = { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] };

describe('objects are written', () => {
  test('into the chart of their construct, also where charts are nested', () => {
    const app = newApp();
    const outer = new Chart(app, 'outer', { namespace: 'monitoring' });
    const inner = new Chart(outer, 'inner', { namespace: 'monitoring' });
    new Inventory(outer, 'a');
    new Inventory(inner, 'b');
    new Inventory(new Chart(app, 'other'), 'c');
    const names = Object.entries(filesOf(app)).map(([file, text]) => [
      file.replace(/^\d+-|-c8[0-9a-f]{6}|\.k8s\.yaml$/g, ''),
      [...text.matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name),
    ]);
    expect(Object.fromEntries(names)).toEqual({ outer: ['a'], 'outer-inner': ['b'], other: ['c'] });
  });

  test('with the namespace that the construct says, whatever that of the chart', () => {
    const app = newApp();
    const chart = new Chart(app, 'all', { namespace: 'default' });
    new Prometheus(chart, 'k8s', { namespace: 'monitoring', storage: STORAGE });
    for (const { kind, metadata } of objectsOf(app)) {
      expect([kind, metadata.namespace]).toEqual([kind, isClusterScoped(kind) ? undefined : 'monitoring']);
    }
  });

  test('without a namespace where they belong to the cluster, whether the chart has one or not', () => {
    const app = newApp();
    const rights = (name: string) => clusterRights({}, name, { namespace: 'monitoring', name: 'a' }, []);
    new Inventory(new Chart(app, 'with', { namespace: 'monitoring' }), 'a', { objects: rights('a') });
    new Inventory(new Chart(app, 'without'), 'b', { objects: rights('b') });
    const objects = objectsOf(app).filter(({ kind }) => kind.startsWith('ClusterRole'));
    expect(objects).toHaveLength(4);
    for (const { metadata } of objects) {
      expect(metadata).not.toHaveProperty('namespace');
    }
  });

  test('accounts and rights first, then configuration, then what runs', () => {
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Prometheus(chart, 'k8s', { storage: STORAGE, serviceMonitorSelector: {} });
    new ServiceMonitor(chart, 'nodes', { ...CHECKOUT, attachMetadata: { node: true } });
    const kinds = objectsOf(app).map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual([
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
      'ConfigMap',
      'Service',
      'StatefulSet',
      'NetworkPolicy',
      'PodDisruptionBudget',
    ]);
  });

  test('apart from each other, however alike their names are', () => {
    // `a/b-c` and `a-b/c` would be one id, if slashes became dashes.
    const app = newApp();
    const chart = new Chart(app, 'all');
    new Inventory(chart, 'x', {
      objects: [
        configMap({ namespace: 'a', labels: {} }, 'b-c'),
        configMap({ namespace: 'a-b', labels: {} }, 'c'),
        configMap({ namespace: 'a', labels: {} }, 'b.c'),
      ],
    });
    expect(objectsOf(app).map(describeManifest)).toEqual([
      'ConfigMap a/b-c',
      'ConfigMap a/b.c',
      'ConfigMap a-b/c',
      'ConfigMap monitoring/x',
    ]);
  });

  test('with every field, also those that are newer than the classes of cdk8s-plus', () => {
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Prometheus(chart, 'k8s', {
      storage: STORAGE,
      podSpec: { initContainers: [{ name: 'sidecar', image: 'busybox', restartPolicy: 'Always' }] },
    });
    const [statefulSet] = objectsOf(app).filter(({ kind }) => kind === 'StatefulSet');
    expect(statefulSet).toHaveProperty('spec.template.spec.initContainers.0.restartPolicy', 'Always');
  });

  test.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])('the same in every layout of files: %s', (yamlOutputType) => {
    const app = newApp({ yamlOutputType });
    new Prometheus(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'k8s', { storage: STORAGE });
    const plain = newApp();
    new Prometheus(new Chart(plain, 'monitoring', { namespace: 'monitoring' }), 'k8s', { storage: STORAGE });
    expect(objectsOf(app).map(describeManifest).sort()).toEqual(
      objectsOf(plain).map(describeManifest).sort(),
    );
  });

  test('by the ways in which tests of users synthesize, too', () => {
    const chart = Testing.chart();
    Synthesis.of(chart).configure({ onWarning: () => undefined });
    new Inventory(chart, 'inventory');
    expect(Testing.synth(chart)).toMatchObject([{ kind: 'ConfigMap', metadata: { name: 'inventory' } }]);
    expect(App.of(chart).synthYaml()).toContain('name: inventory');
  });
});

describe('an app is compiled once', () => {
  test('however many charts it has: cdk8s validates it again for each', () => {
    const app = newApp();
    const inventories = Array.from(
      { length: 20 },
      (_, index) => new Inventory(new Chart(app, `chart-${index}`), `inventory-${index}`),
    );
    Synthesis.of(app).report();
    app.synth();
    app.synthYaml();
    app.charts.forEach((chart) => {
      chart.toJson();
    });
    expect(inventories.map(({ worlds }) => worlds.length)).toEqual(inventories.map(() => 1));
  });

  test('and again when something was added, taken away or put in the place of something else', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const inventory = new Inventory(chart, 'inventory');
    const seen = (): string[] => {
      app.synth();
      return inventory.worlds.at(-1)!.resources.map(({ name }) => name);
    };
    expect(seen()).toEqual([]);
    new ServiceMonitor(chart, 'cart', CHECKOUT);
    expect(seen()).toEqual(['cart']);
    chart.node.tryRemoveChild('cart');
    new ServiceMonitor(chart, 'checkout', CHECKOUT);
    expect(seen()).toEqual(['checkout']);
    chart.node.tryRemoveChild('checkout');
    expect(seen()).toEqual([]);
    expect(inventory.worlds).toHaveLength(4);
  });
});

describe('a finished object can be patched', () => {
  function appWithPatch(...patch: Parameters<Synthesis['patch']>): App {
    const app = newApp();
    new Prometheus(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'k8s', { storage: STORAGE });
    Synthesis.of(app).patch(...patch);
    return app;
  }

  test('by its kind and name, after a synth as well as before', () => {
    const app = appWithPatch(
      { kind: 'Service', name: 'prometheus-k8s' },
      JsonPatch.add('/spec/ipFamilyPolicy', 'PreferDualStack'),
    );
    const policies = (): unknown[] =>
      objectsOf(app)
        .filter(({ kind }) => kind === 'Service')
        .map((service) => [service.metadata.name, (service as unknown as ApiService).spec.ipFamilyPolicy]);
    expect(policies()).toEqual([
      ['prometheus-k8s', 'PreferDualStack'],
      ['prometheus-k8s-headless', undefined],
    ]);
    Synthesis.of(app).patch(
      { kind: 'Service', name: 'prometheus-k8s-headless', namespace: 'monitoring' },
      JsonPatch.add('/spec/ipFamilyPolicy', 'SingleStack'),
    );
    expect(policies()).toEqual([
      ['prometheus-k8s', 'PreferDualStack'],
      ['prometheus-k8s-headless', 'SingleStack'],
    ]);
  });

  test('and a patch that finds nothing is an error that names what there is', () => {
    const operation = JsonPatch.add('/spec/a', 1);
    expect(problemsOf(appWithPatch({ kind: 'Service', name: 'prometheus' }, operation))).toMatchObject([
      {
        code: 'stray-patch',
        value: 'Service prometheus',
        remedy: expect.stringContaining('prometheus-k8s-headless'),
      },
    ]);
    expect(
      problemsOf(appWithPatch({ kind: 'Service', name: 'prometheus-k8s', namespace: 'shop' }, operation)),
    ).toHaveLength(1);
  });
});

interface ApiService {
  readonly spec: { readonly ipFamilyPolicy?: string };
}

test('a workload outside of a chart is told so by cdk8s', () => {
  expect(() => new Prometheus(new Construct(newApp(), 'group'), 'k8s')).toThrow('cannot find a parent chart');
});

test("the user's own objects stay as they are", () => {
  const app = newApp();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { b: 'c' } };
  new ApiObject(chart, 'secret', manifest);
  new Inventory(chart, 'inventory');
  expect(objectsOf(app)[0]).toEqual({ ...manifest, metadata: { name: 'a', namespace: 'shop' } });
});
