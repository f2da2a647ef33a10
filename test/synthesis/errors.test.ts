import { readdirSync } from 'node:fs';
import { ApiObject, type App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap } from '../../lib/kubernetes';
import { SynthesisError, type Problem } from '../../lib/problems';
import { Prometheus } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import { PrometheusRule } from '../../lib/rules';
import { ServiceMonitor } from '../../lib/scrape';
import { Synthesis } from '../../lib/synthesis';
import { newApp, objectsOf, problemsOf } from './apps';
import { Inventory } from './inventory';

const CHECKOUT = { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] };
const PROBLEM: Problem = {
  severity: 'error',
  code: 'too-bad',
  path: 'monitoring/a',
  complaint: 'is too bad',
};

/** What is wrong, by construct and field. */
function places(app: App): string[] {
  return problemsOf(app).map(({ code, path, field = '' }) => `${path} ${field} ${code}`);
}

/** A construct of the user, with a check of its own. */
class Named extends Construct {
  constructor(scope: Construct, id: string, complaints: string[]) {
    super(scope, id);
    this.node.addValidation({ validate: () => complaints });
  }
}

/** Everything that an app can do wrong, in three charts. */
function wrongInEveryWay(): App {
  const app = newApp();
  const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  new Prometheus(monitoring, 'k8s', {
    replicas: -1,
    version: '1.8.2',
    scrapeInterval: '1 minute',
    serviceMonitorSelector: {},
    serviceMonitorNamespaceSelector: {},
    ruleSelector: {},
    remoteWrite: [
      {
        url: 'http://mimir:9009/api/v1/push',
        basicAuth: { username: 'a', password: secretKey('mimir', 'password', { namespace: 'mimir' }) },
      },
    ],
  });
  new PrometheusRule(monitoring, 'Rules_', { groups: [] });
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new ServiceMonitor(shop, 'checkout', {
    selector: { matchLabels: { app: 'checkout' } },
    endpoints: [
      { port: 'no_port', relabelings: [{ sourceLabels: ['job'], regex: '(?!a)', action: 'keep' }] },
    ],
  });
  new ServiceMonitor(new Chart(app, 'nowhere'), 'cart', CHECKOUT);
  new Named(shop, 'policy', ['an owner must be named', 'a cost centre must be named']);
  return app;
}

describe('what is wrong with an app', () => {
  test('is all said in one error, whoever it is that it is wrong with', () => {
    expect(places(wrongInEveryWay())).toEqual([
      'monitoring/Rules_ groups incomplete',
      'monitoring/Rules_ name invalid-name',
      'monitoring/k8s remoteWrite[0].basicAuth.password foreign-reference',
      'monitoring/k8s replicas invalid-number',
      'monitoring/k8s scrapeInterval invalid-duration',
      'monitoring/k8s version version',
      'nowhere/cart namespace incomplete',
      'shop/checkout endpoints[0].port invalid-port',
      'shop/checkout endpoints[0].relabelings[0].regex invalid-regex',
      'shop/policy  validation',
      'shop/policy  validation',
    ]);
  });

  test('keeps every file from being written', () => {
    const app = wrongInEveryWay();
    expect(() => {
      app.synth();
    }).toThrow(SynthesisError);
    expect(readdirSync(app.outdir)).toEqual([]);
  });

  test('is the same at the second try, and gone when it is mended', () => {
    const app = newApp();
    const complaints = ['an owner must be named'];
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new Named(chart, 'policy', complaints);
    new Inventory(chart, 'inventory');
    expect(places(app)).toEqual(['shop/policy  validation']);
    expect(places(app)).toEqual(['shop/policy  validation']);
    complaints.pop();
    expect(objectsOf(app)).toHaveLength(1);
  });

  test.each<[string, (app: App) => unknown]>([
    ['app.synthYaml()', (app) => app.synthYaml()],
    ['chart.toJson()', (app) => app.charts[0]!.toJson() as unknown],
    ['the report', (app) => Synthesis.of(app).report()],
  ])('is thrown by %s as well', (_, synth) => {
    expect(() => synth(wrongInEveryWay())).toThrow(SynthesisError);
  });

  test('stops an app without any of our workloads', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ServiceMonitor(chart, 'checkout', { ...CHECKOUT, endpoints: [] });
    expect(problemsOf(app)).toMatchObject([{ path: 'shop/checkout', field: 'endpoints' }]);
  });

  test('is not made worse by what follows from it', () => {
    // The workload is not written, and what would be wrong only because of that is not reported.
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Inventory(chart, 'a', { problems: [PROBLEM] });
    Synthesis.of(app).patch({ kind: 'ConfigMap', name: 'a' }, JsonPatch.add('/immutable', true));
    expect(problemsOf(app)).toEqual([PROBLEM]);
  });

  test('stops nothing where it is a warning, in which order it comes to the listener', () => {
    const app = newApp();
    const seen: string[] = [];
    Synthesis.of(app).configure({ onWarning: ({ path }) => seen.push(path) });
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    const problems = ['c', 'a', 'b'].map((path): Problem => ({ ...PROBLEM, severity: 'warning', path }));
    new Inventory(chart, 'a', { problems });
    expect(objectsOf(app)).toHaveLength(1);
    expect(seen).toEqual(['a', 'b', 'c']);
  });
});

describe('two objects of one name', () => {
  const STORAGE = { storage: { emptyDir: {} } };

  test('of two Prometheis are an error that names both owners', () => {
    const app = newApp();
    new Prometheus(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'k8s', STORAGE);
    new Prometheus(new Chart(app, 'other', { namespace: 'monitoring' }), 'mine', { ...STORAGE, name: 'k8s' });
    expect(problemsOf(app)).toEqual([
      {
        severity: 'error',
        code: 'name-clash',
        path: 'other/mine',
        complaint:
          'StatefulSet monitoring/prometheus-k8s is written by monitoring/k8s as well (and 10 more of its objects)',
        remedy: 'Give one of the two another `name` or namespace.',
      },
    ]);
  });

  test('of three Prometheis are one error for each that is too many', () => {
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    for (const id of ['a', 'b', 'c']) {
      new Prometheus(chart, id, { ...STORAGE, name: 'k8s' });
    }
    expect(places(app)).toEqual(['monitoring/b  name-clash', 'monitoring/c  name-clash']);
  });

  test('are found where it is a patch that makes them so', () => {
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Inventory(chart, 'a');
    new Inventory(chart, 'b');
    for (const name of ['a', 'b']) {
      Synthesis.of(app).patch({ kind: 'ConfigMap', name }, JsonPatch.replace('/metadata/name', 'one'));
    }
    expect(problemsOf(app)).toMatchObject([
      {
        code: 'name-clash',
        path: 'monitoring/b',
        complaint: 'ConfigMap monitoring/one is written by monitoring/a as well',
      },
    ]);
  });

  test('of one workload, through a patch, are an error', () => {
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Inventory(chart, 'a', { objects: [configMap({ namespace: 'monitoring', labels: {} }, 'b')] });
    Synthesis.of(app).patch({ kind: 'ConfigMap', name: 'b' }, JsonPatch.replace('/metadata/name', 'a'));
    expect(problemsOf(app)).toMatchObject([{ complaint: 'ConfigMap monitoring/a is written twice' }]);
  });

  test('of two Prometheis in two namespaces are two objects', () => {
    const app = newApp();
    for (const namespace of ['blue', 'green']) {
      new Prometheus(new Chart(app, namespace, { namespace }), 'k8s', STORAGE);
    }
    expect(objectsOf(app).filter(({ kind }) => kind === 'StatefulSet')).toHaveLength(2);
  });

  test('of the user and of ours are an error', () => {
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Prometheus(chart, 'k8s', STORAGE);
    new ApiObject(chart, 'query', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'prometheus-k8s' },
    });
    expect(problemsOf(app)).toMatchObject([
      {
        code: 'name-clash',
        path: 'monitoring/k8s',
        complaint: 'Service monitoring/prometheus-k8s is written by monitoring/query as well',
      },
    ]);
  });

  test('of the user alone are an error, too: cdk8s would write both', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new Inventory(chart, 'inventory');
    for (const id of ['one', 'two']) {
      new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' } });
    }
    expect(problemsOf(app)).toMatchObject([
      { path: 'shop/two', complaint: 'Secret shop/token is written by shop/one as well' },
    ]);
  });

  test('of two API groups are two objects', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new Inventory(chart, 'inventory', {
      objects: [configMap({ namespace: 'shop', labels: {} }, 'checkout')],
    });
    for (const apiVersion of ['v1', 'serving.knative.dev/v1']) {
      new ApiObject(chart, apiVersion.replace('/', '-'), {
        apiVersion,
        kind: 'Service',
        metadata: { name: 'checkout' },
      });
    }
    expect(objectsOf(app)).toHaveLength(4);
  });

  test('of two versions of one API group are one object', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new Inventory(chart, 'inventory');
    for (const version of ['v1', 'v2']) {
      new ApiObject(chart, version, {
        apiVersion: `autoscaling/${version}`,
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'checkout' },
      });
    }
    expect(problemsOf(app)).toMatchObject([{ code: 'name-clash', path: 'shop/v2' }]);
  });

  test('are those of two monitors of one kind, because jobs are called after them', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new Inventory(chart, 'inventory');
    new ServiceMonitor(chart, 'one', { ...CHECKOUT, name: 'checkout' });
    new ServiceMonitor(chart, 'two', { ...CHECKOUT, name: 'checkout' });
    new ServiceMonitor(chart, 'three', { ...CHECKOUT, name: 'checkout', namespace: 'elsewhere' });
    expect(problemsOf(app)).toMatchObject([
      { path: 'shop/two', complaint: 'ServiceMonitor shop/checkout is written by shop/one as well' },
    ]);
  });
});
