import { ApiObject, Chart, Size, type App } from 'cdk8s';
import * as fc from 'fast-check';
import { Prometheus } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import { alert, PrometheusRule, recordingRule } from '../../lib/rules';
import { PodMonitor, Probe, ServiceMonitor } from '../../lib/scrape';
import { filesOf, newApp } from './apps';

/** Defines one thing in an app; finds or makes the chart that it goes into. */
type Definition = (app: App) => void;

function chartOf(app: App, id: string): Chart {
  return (app.node.tryFindChild(id) as Chart | undefined) ?? new Chart(app, id, { namespace: id });
}

const EVERYTHING = {
  serviceMonitorSelector: {},
  serviceMonitorNamespaceSelector: {},
  podMonitorSelector: {},
  podMonitorNamespaceSelector: {},
  probeSelector: {},
  probeNamespaceSelector: {},
  ruleSelector: {},
  ruleNamespaceSelector: {},
};

function monitor(id: string, namespace: string): Definition {
  return (app) => {
    new ServiceMonitor(chartOf(app, namespace), id, {
      selector: { matchLabels: { app: id } },
      endpoints: [
        {
          port: 'metrics',
          basicAuth: {
            username: secretKey(id, 'user', { namespace: 'monitoring' }),
            password: secretKey('shared', `${id}.password`, { namespace: 'monitoring' }),
          },
        },
        { port: 'admin', interval: '1m' },
      ],
    });
  };
}

/** An app that uses a bit of everything. All in `monitoring` is ours; cdk8s itself sorts nothing. */
const DEFINITIONS: readonly Definition[] = [
  (app) => {
    new Prometheus(chartOf(app, 'monitoring'), 'k8s', {
      ...EVERYTHING,
      replicas: 2,
      storage: { size: Size.gibibytes(50) },
      externalLabels: { cluster: 'eu-1' },
    });
  },
  (app) => {
    new Prometheus(chartOf(app, 'monitoring'), 'apps', { ...EVERYTHING, storage: { emptyDir: {} } });
  },
  monitor('checkout', 'shop'),
  monitor('cart', 'shop'),
  monitor('grafana', 'monitoring'),
  monitor('etcd', 'monitoring'),
  (app) => {
    new PodMonitor(chartOf(app, 'shop'), 'workers', {
      selector: { matchLabels: { app: 'worker' } },
      podMetricsEndpoints: [{ port: 'metrics' }],
    });
  },
  (app) => {
    new Probe(chartOf(app, 'monitoring'), 'website', {
      prober: { url: 'blackbox:9115' },
      targets: { staticConfig: { static: ['https://example.com'], labels: { tier: 'front', zone: 'eu' } } },
    });
  },
  (app) => {
    new PrometheusRule(chartOf(app, 'shop'), 'slo', {
      groups: [
        { name: 'slo', rules: [recordingRule('job:up', 'max by (job) (up)'), alert('Down', 'job:up == 0')] },
      ],
    });
  },
  (app) => {
    new PrometheusRule(chartOf(app, 'monitoring'), 'nodes', {
      groups: [{ name: 'nodes', rules: [alert('NodeDown', 'up{job="node"} == 0', { for: '5m' })] }],
    });
  },
  (app) => {
    new ApiObject(chartOf(app, 'checkout-service'), 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'checkout', namespace: 'shop', labels: { app: 'checkout' } },
      spec: {
        selector: { app: 'checkout' },
        ports: [
          { name: 'metrics', port: 80 },
          { name: 'admin', port: 81 },
        ],
      },
    });
  },
  (app) => {
    new ApiObject(chartOf(app, 'namespaces'), 'shop', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    });
  },
];

function build(definitions: readonly Definition[]): App {
  const app = newApp();
  definitions.forEach((define) => {
    define(app);
  });
  return app;
}

const shuffled = fc.shuffledSubarray([...DEFINITIONS], { minLength: DEFINITIONS.length });

describe('the same app gives the same bytes', () => {
  const expected = filesOf(build(DEFINITIONS));

  test('which are those of all its constructs', () => {
    expect(Object.keys(expected)).toHaveLength(4);
    const text = Object.values(expected).join('');
    for (const name of [
      'serviceMonitor_shop_checkout',
      'probe_monitoring_website',
      'shop_slo.yaml',
      'prometheus-apps',
    ]) {
      expect(text).toContain(name);
    }
  });

  test('in whatever order its constructs are defined', () => {
    fc.assert(
      fc.property(shuffled, (definitions) => {
        expect(filesOf(build(definitions))).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  test('when it is synthesized twice', () => {
    const app = build(DEFINITIONS);
    expect(filesOf(app)).toEqual(expected);
    expect(filesOf(app)).toEqual(expected);
  });

  test('when it is synthesized while it is not complete, and then completed', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: DEFINITIONS.length - 1 }), (definitions, first) => {
        const app = build(definitions.slice(0, first));
        app.synth();
        definitions.slice(first).forEach((define) => {
          define(app);
        });
        expect(filesOf(app)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  test('also when its charts depend on each other', () => {
    const dependent = (definitions: readonly Definition[], early: boolean): Record<string, string> => {
      const app = build(definitions.slice(0, 8));
      chartOf(app, 'shop').addDependency(chartOf(app, 'monitoring'));
      chartOf(app, 'monitoring').addDependency(chartOf(app, 'namespaces'));
      if (early) {
        app.synth();
      }
      definitions.slice(8).forEach((define) => {
        define(app);
      });
      return filesOf(app);
    };
    expect(dependent(DEFINITIONS, true)).toEqual(dependent(DEFINITIONS, false));
  });

  test('in a folder of whatever name', () => {
    const [one, other] = [build(DEFINITIONS), build(DEFINITIONS)];
    expect(one.outdir).not.toBe(other.outdir);
    expect(Object.values(filesOf(one)).join('')).not.toContain(one.outdir);
    expect(filesOf(other)).toEqual(filesOf(one));
  });
});
