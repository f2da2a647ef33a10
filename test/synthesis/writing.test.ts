import { readdirSync } from 'node:fs';
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
    expect(statefulSet).toHaveProperty('spec.template.spec.initContainers.1.restartPolicy', 'Always');
  });

  test.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])('the same in every layout of files: %s', (yamlOutputType) => {
    const shops = (app: App): App => {
      new Prometheus(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'k8s', {
        storage: STORAGE,
        serviceMonitorSelector: {},
        serviceMonitorNamespaceSelector: {},
      });
      for (const namespace of ['shop', 'bank']) {
        new ServiceMonitor(new Chart(app, namespace, { namespace }), 'checkout', CHECKOUT);
      }
      return app;
    };
    const objects = objectsOf(shops(newApp({ yamlOutputType }))).map(describeManifest);
    expect(objects.filter((id) => id.startsWith('Role '))).toHaveLength(3);
    expect(objects.sort()).toEqual(objectsOf(shops(newApp())).map(describeManifest).sort());
  });

  test('by the ways in which tests of users synthesize, too', () => {
    const chart = Testing.chart();
    Synthesis.of(chart).configure({ onWarning: () => undefined });
    new Inventory(chart, 'inventory');
    expect(Testing.synth(chart)).toMatchObject([{ kind: 'ConfigMap', metadata: { name: 'inventory' } }]);
    expect(App.of(chart).synthYaml()).toContain('name: inventory');
  });
});

describe('two objects of one file', () => {
  /** Of the user and of ours, in two charts, with names that differ in what file names leave out. */
  function appWith(yamlOutputType: YamlOutputType): App {
    const app = newApp({ yamlOutputType });
    const charts = ['shop', 'bank'].map((namespace) => new Chart(app, namespace, { namespace }));
    charts.forEach((chart) => {
      new ApiObject(chart, 'token', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' } });
    });
    const place = (namespace: string) => ({ namespace, labels: {} });
    new Inventory(charts[0]!, 'inventory', {
      objects: [configMap(place('shop'), 'a:b'), configMap(place('bank'), 'ab')],
    });
    return app;
  }
  const OURS = {
    severity: 'error',
    code: 'file-clash',
    path: 'shop/inventory',
    complaint:
      'ConfigMap bank/ab would overwrite the file ConfigMap.ab of ConfigMap shop/a:b, which shop/inventory writes',
    remedy: 'Choose another `yamlOutputType` for the app, or give one of the two another name.',
  };

  test('in the folder of all charts are an error, those of users as well as ours', () => {
    expect(problemsOf(appWith(YamlOutputType.FILE_PER_RESOURCE))).toMatchObject([
      {
        code: 'file-clash',
        path: 'bank/token',
        complaint:
          'Secret bank/token would overwrite the file Secret.token of Secret shop/token, which shop/token writes',
      },
      OURS,
    ]);
  });

  test('in the folder of a chart are an error', () => {
    expect(problemsOf(appWith(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE))).toEqual([OURS]);
  });

  test.each([YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART])(
    'are none in a layout of larger files: %s',
    (yamlOutputType) => {
      expect(objectsOf(appWith(yamlOutputType))).toHaveLength(5);
    },
  );

  test('of two Prometheis of one name in two namespaces are one error', () => {
    const app = newApp({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const namespace of ['blue', 'green']) {
      new Prometheus(new Chart(app, namespace, { namespace }), 'k8s', { storage: STORAGE });
    }
    expect(problemsOf(app)).toMatchObject([
      {
        code: 'file-clash',
        path: 'green/k8s',
        complaint: expect.stringMatching(
          /^StatefulSet green\/prometheus-k8s would overwrite .* blue\/k8s writes \(and \d more of its objects\)$/,
        ),
      },
    ]);
  });

  test('and of one name are reported for their name only', () => {
    const app = newApp({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new Inventory(chart, 'a', { objects: [configMap({ namespace: 'monitoring', labels: {} }, 'a')] });
    expect(problemsOf(app)).toMatchObject([{ code: 'name-clash' }]);
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

  const SERVICE = { kind: 'Service', name: 'prometheus-k8s' };
  test.each<[string, JsonPatch, string, string]>([
    ['in no object', JsonPatch.add('/a/b', 1), '/a/b', 'is not a place where "add" is possible'],
    ['in a missing field', JsonPatch.remove('/spec/a'), '/spec/a', 'is not changed by "remove"'],
    ['of no effect', JsonPatch.add('/kind', 'Service'), '/kind', 'is not changed by "add"'],
    ['that tests in vain', JsonPatch.test('/kind', 'Pod'), '/kind', 'does not hold'],
    [
      'that takes the name away',
      JsonPatch.remove('/metadata'),
      '/metadata',
      'is left by "remove" without apiVersion, kind or name of the object',
    ],
  ])('and an operation %s is an error, with nothing written', (_, operation, field, complaint) => {
    const app = appWithPatch(SERVICE, operation, JsonPatch.add('/spec/ipFamilyPolicy', 'SingleStack'));
    expect(problemsOf(app)).toMatchObject([
      { code: 'stray-patch', subject: 'Service monitoring/prometheus-k8s', field, complaint },
    ]);
    expect(readdirSync(app.outdir)).toEqual([]);
  });

  test('under a condition, which changes nothing by itself', () => {
    const app = appWithPatch(
      SERVICE,
      JsonPatch.test('/kind', 'Service'),
      JsonPatch.replace('/metadata/name', 'query'),
    );
    expect(objectsOf(app).map(describeManifest)).toContain('Service monitoring/query');
  });

  test('without a change of others that share a part with it', () => {
    const shared = { name: 'a', namespace: 'shop', labels: { team: 'shop' } };
    const app = newApp();
    new Inventory(new Chart(app, 'shop', { labels: { stage: 'test' } }), 'inventory', {
      objects: ['Role', 'RoleBinding'].map((kind) => ({ apiVersion: 'v1', kind, metadata: shared })),
    });
    Synthesis.of(app).patch(
      { kind: 'Role', name: 'a' },
      JsonPatch.remove('/metadata/labels/team'),
      JsonPatch.remove('/metadata/labels/stage'),
      JsonPatch.add('/metadata/labels/owner', 'bank'),
    );
    const labels = objectsOf(app).map(({ kind, metadata }) => [kind, metadata.labels]);
    expect(Object.fromEntries(labels)).toMatchObject({
      Role: { owner: 'bank' },
      RoleBinding: { team: 'shop', stage: 'test' },
    });
    expect(labels.find(([kind]) => kind === 'Role')?.[1]).toEqual({ owner: 'bank' });
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
