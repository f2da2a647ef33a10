import { ApiObject, Chart, Testing } from 'cdk8s';
import { Prometheus } from '../../lib/prometheus';
import { alert, PrometheusRule } from '../../lib/rules';
import { PodMonitor, ServiceMonitor } from '../../lib/scrape';
import { Synthesis } from '../../lib/synthesis';
import { newApp, objectsOf, problemsOf } from './apps';
import { Inventory } from './inventory';

const STORAGE = { emptyDir: {} };
const CHECKOUT = { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] };
const GROUPS = [{ name: 'slo', rules: [alert('CheckoutDown', 'absent(up{job="checkout"})')] }];

describe('resources are selected when the tree is complete', () => {
  test('also those that are defined later, in another chart', () => {
    const app = newApp();
    new Prometheus(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'k8s', {
      storage: STORAGE,
      selfMonitoring: false,
      serviceMonitorSelector: { matchLabels: { team: 'payments' } },
      serviceMonitorNamespaceSelector: {},
      ruleSelector: {},
      ruleNamespaceSelector: {},
    });
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    new ServiceMonitor(shop, 'checkout', { ...CHECKOUT, labels: { team: 'payments' } });
    new PrometheusRule(shop, 'checkout-slo', { groups: GROUPS });

    const { figures } = Synthesis.of(app).report();
    expect(figures).toEqual({ 'monitoring/k8s': { scrapeJobs: 1, ruleGroups: 1, rules: 1 } });
    expect(JSON.stringify(objectsOf(app))).toContain('serviceMonitor/shop/checkout/0');
  });

  test('and shown to every workload in one order, whatever that of their definition', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const inventory = new Inventory(chart, 'inventory', { namespace: 'shop' });
    new ServiceMonitor(chart, 'cart', CHECKOUT);
    new PrometheusRule(chart, 'slo', { groups: GROUPS });
    new ServiceMonitor(chart, 'assets', { ...CHECKOUT, namespace: 'web' });
    new PodMonitor(chart, 'cart-pods', { selector: {}, podMetricsEndpoints: [{ port: 'metrics' }] });
    new ServiceMonitor(chart, 'checkout', { ...CHECKOUT, name: 'a-first' });

    app.synth();
    const [world] = inventory.worlds;
    expect(world?.resources.map(({ kind, namespace, name, path }) => [kind, namespace, name, path])).toEqual([
      ['PodMonitor', 'shop', 'cart-pods', 'shop/cart-pods'],
      ['PrometheusRule', 'shop', 'slo', 'shop/slo'],
      ['ServiceMonitor', 'shop', 'a-first', 'shop/checkout'],
      ['ServiceMonitor', 'shop', 'cart', 'shop/cart'],
      ['ServiceMonitor', 'web', 'assets', 'shop/assets'],
    ]);
  });

  test('and are plain data that nobody can change', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const { resource } = new ServiceMonitor(chart, 'cart', { ...CHECKOUT, labels: { team: 'shop' } });
    const inventory = new Inventory(chart, 'inventory');
    app.synth();
    expect(Object.isFrozen(resource)).toBe(true);
    expect(Object.isFrozen(resource.labels)).toBe(true);
    expect(Object.isFrozen(inventory.worlds[0]!.resources)).toBe(true);
  });

  test('those that were taken out of the tree again are not there', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const inventory = new Inventory(chart, 'inventory');
    new Inventory(chart, 'dropped');
    new ServiceMonitor(chart, 'cart', CHECKOUT);
    chart.node.tryRemoveChild('cart');
    chart.node.tryRemoveChild('dropped');
    expect(objectsOf(app).map(({ metadata }) => metadata.name)).toEqual(['inventory']);
    expect(inventory.worlds[0]!.resources).toEqual([]);
  });
});

describe('a resource that nobody selects', () => {
  function appWithOne(strict?: boolean): { app: ReturnType<typeof newApp>; warnings: string[] } {
    const app = newApp();
    const warnings: string[] = [];
    Synthesis.of(app).configure({
      onWarning: ({ code, path }) => warnings.push(`${code} ${path}`),
      ...(strict === undefined ? {} : { strict }),
    });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ServiceMonitor(chart, 'checkout', { ...CHECKOUT, labels: { team: 'shop' } });
    new ServiceMonitor(chart, 'cart', CHECKOUT);
    new Inventory(chart, 'inventory', { takes: ({ name }) => name === 'cart' });
    return { app, warnings };
  }

  test('is a warning, once per synth, and the rest is written', () => {
    const { app, warnings } = appWithOne();
    expect(objectsOf(app)).toHaveLength(1);
    expect(warnings).toEqual(['unselected shop/checkout']);
    expect(Synthesis.of(app).report().warnings).toEqual([
      expect.objectContaining({
        severity: 'warning',
        subject: 'serviceMonitor "checkout" (shop/checkout)',
        complaint: 'is selected by nobody, so it has no effect',
        remedy: expect.stringMatching(/\{"team":"shop"\}.*"shop"/),
      }),
    ]);
    expect(warnings).toHaveLength(1);
  });

  test('is an error where the app is strict', () => {
    const { app, warnings } = appWithOne(true);
    expect(problemsOf(app)).toMatchObject([{ severity: 'error', code: 'unselected', path: 'shop/checkout' }]);
    expect(warnings).toEqual([]);
  });

  test('is no longer one when the app becomes lenient again', () => {
    const { app, warnings } = appWithOne(true);
    problemsOf(app);
    Synthesis.of(app).configure({ strict: false });
    app.synth();
    expect(warnings).toEqual(['unselected shop/checkout']);
  });

  test('is said on standard error where nobody else listens', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const chart = Testing.chart();
      new ServiceMonitor(chart, 'checkout', { ...CHECKOUT, namespace: 'shop' });
      Testing.synth(chart);
      expect(write.mock.calls).toEqual([
        [expect.stringMatching(/^warning: test\/checkout: .* is selected by nobody.*\n {2}Its labels/)],
      ]);
    } finally {
      write.mockRestore();
    }
  });
});

describe('workloads know what else the app defines', () => {
  test('namespaces, Services and pods of the user, and the Services that other workloads will write', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const later = {
      name: 'prometheus-k8s',
      namespace: 'monitoring',
      labels: {},
      ports: [{ name: 'web', port: 9090 }],
    };
    const inventory = new Inventory(chart, 'inventory');
    new Inventory(chart, 'other', { serviceFacts: [later] });
    new ApiObject(chart, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { team: 'shop' } },
    });
    new ApiObject(chart, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'checkout', labels: { app: 'checkout' } },
      spec: { selector: { app: 'checkout' }, ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }] },
    });
    new ApiObject(chart, 'External', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'external', namespace: 'legacy' },
      spec: { type: 'ExternalName', externalName: 'example.com' },
    });
    new ApiObject(chart, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout' },
      spec: {
        template: {
          metadata: { labels: { app: 'checkout' } },
          spec: {
            containers: [{ name: 'a', ports: [{ name: 'metrics', containerPort: 8080 }] }, { name: 'b' }],
          },
        },
      },
    });
    new ApiObject(chart, 'Pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'debug', labels: { app: 'debug' } },
      spec: { containers: [{ name: 'a', ports: [{ containerPort: 80 }] }] },
    });
    app.synth();

    const { namespaces, services, pods } = inventory.worlds[0]!;
    expect([...namespaces]).toEqual([['shop', { team: 'shop' }]]);
    expect(services).toEqual([
      {
        name: 'checkout',
        namespace: 'shop',
        labels: { app: 'checkout' },
        ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }],
        podSelector: { app: 'checkout' },
      },
      { name: 'external', namespace: 'legacy', labels: {}, ports: [] },
      later,
    ]);
    expect(pods).toEqual([
      {
        namespace: 'shop',
        labels: { app: 'checkout' },
        ports: [{ name: 'metrics', containerPort: 8080 }],
        owner: 'Deployment shop/checkout',
      },
      {
        namespace: 'shop',
        labels: { app: 'debug' },
        ports: [{ containerPort: 80 }],
        owner: 'Pod shop/debug',
      },
    ]);
  });

  test('and are told all connections of the app before they write', () => {
    const app = newApp();
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    const connection = {
      from: { namespace: 'monitoring', podSelector: { app: 'grafana' } },
      to: { namespace: 'monitoring', podSelector: { app: 'prometheus' } },
      port: 'web',
    };
    const first = new Inventory(chart, 'first');
    const second = new Inventory(chart, 'second', { connections: [connection] });
    app.synth();
    expect(first.connections).toEqual([[connection]]);
    expect(second.connections).toEqual([[connection]]);
  });
});
