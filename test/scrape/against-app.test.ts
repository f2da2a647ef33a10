import { ApiObject, type Chart } from 'cdk8s';
import { PodMonitor, ServiceMonitor, type PodMonitorProps, type ServiceMonitorProps } from '../../lib/scrape';
import { errors, namespaceChart, synth, takesAll, type Build } from '../prometheus/monitoring';

const labels = { app: 'checkout' };

/** The application `checkout`: a Deployment and the Service before it. */
function application(chart: Chart): void {
  new ApiObject(chart, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'checkout' },
    spec: {
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'app',
              ports: [
                { name: 'web', containerPort: 8080 },
                { name: 'admin', containerPort: 8081 },
              ],
            },
          ],
        },
      },
    },
  });
  new ApiObject(chart, 'Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'checkout', labels },
    spec: {
      selector: labels,
      ports: [
        { name: 'http', port: 80, targetPort: 'web' },
        { name: 'metrics', port: 8081, targetPort: 'admin' },
      ],
    },
  });
}

/** The application in the namespace `apps`, and a monitor `checkout` beside it. */
function monitored(props: Partial<ServiceMonitorProps>): Build {
  return (chart) => {
    takesAll(chart);
    const apps = namespaceChart(chart, 'apps');
    application(apps);
    new ServiceMonitor(apps, 'checkout', {
      selector: { matchLabels: labels },
      endpoints: [{ port: 'metrics' }],
      ...props,
    });
  };
}

function podMonitored(props: Partial<PodMonitorProps>): Build {
  return (chart) => {
    takesAll(chart);
    const apps = namespaceChart(chart, 'apps');
    application(apps);
    new PodMonitor(apps, 'checkout', {
      selector: { matchLabels: labels },
      podMetricsEndpoints: [{ port: 'admin' }],
      ...props,
    });
  };
}

describe('a ServiceMonitor is compared with the Services of the app', () => {
  test('and one that fits is not mentioned', () => {
    expect(synth(monitored({})).warnings).toEqual([]);
  });

  test('a port that none of them has is an error: who, what, got, expected, mend', () => {
    const build = monitored({ endpoints: [{ port: 'metrics' }, { port: 'metricz' }] });
    expect(errors(build)).toEqual([
      'monitoring/k8s: serviceMonitor "checkout" (apps/checkout): endpoints[1].port "metricz" is not a port of service "checkout"\n' +
        '  It has: http, metrics. Name one of these, or set `checkPorts: false` for one that is defined elsewhere.',
    ]);
  });

  test('`checkPorts: false` takes it as it is', () => {
    const build = monitored({ endpoints: [{ port: 'metricz' }], checkPorts: false });
    expect(synth(build).warnings).toEqual([]);
  });

  test('one of several Services that has the port is enough', () => {
    const build: Build = (chart) => {
      monitored({ endpoints: [{ port: 'metrics' }] })(chart);
      new ApiObject(namespaceChart(chart, 'apps-canary'), 'Service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'checkout-canary', namespace: 'apps', labels },
        spec: { selector: { ...labels, track: 'canary' }, ports: [{ port: 80 }] },
      });
    };
    expect(synth(build).warnings).toEqual([]);
  });

  test('a Service whose ports have no names can be scraped by none', () => {
    const build: Build = (chart) => {
      takesAll(chart);
      new ApiObject(chart, 'Service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'cart', labels: { app: 'cart' } },
        spec: { ports: [{ port: 80 }] },
      });
      new ServiceMonitor(chart, 'cart', {
        selector: { matchLabels: { app: 'cart' } },
        endpoints: [{ port: 'http' }],
      });
    };
    expect(errors(build)).toEqual([
      expect.stringContaining(
        'endpoints[0].port "http" is not a port of service "cart"\n  Its ports have no names. Give the port a name, or set `checkPorts: false`',
      ),
    ]);
  });

  test('a near miss, the right labels in another namespace, is a warning with the mend', () => {
    const build: Build = (chart) => {
      takesAll(chart);
      application(namespaceChart(chart, 'apps'));
      new ServiceMonitor(chart, 'checkout', {
        selector: { matchLabels: labels },
        endpoints: [{ port: 'metricz' }],
      });
    };
    expect(synth(build).warnings).toEqual([
      'monitoring/k8s: serviceMonitor "checkout" (monitoring/checkout): namespaceSelector ["monitoring"] holds no Service of the app that the selector matches; it would match in apps\n' +
        '  Set `namespaceSelector: { matchNames: ["apps"] }`, or set `checkPorts: false` for one that is defined elsewhere.',
    ]);
  });

  test.each([{ any: true }, { matchNames: ['apps'] }])('the namespaces %j reach it', (namespaceSelector) => {
    const build: Build = (chart) => {
      takesAll(chart);
      application(namespaceChart(chart, 'apps'));
      new ServiceMonitor(chart, 'checkout', {
        selector: { matchLabels: labels },
        namespaceSelector,
        endpoints: [{ port: 'metricz' }],
      });
    };
    expect(errors(build)).toEqual([expect.stringContaining('"metricz" is not a port of service "checkout"')]);
  });

  test('what the app does not define cannot be judged', () => {
    const build: Build = (chart) => {
      takesAll(chart);
      new ServiceMonitor(chart, 'ledger', {
        selector: { matchLabels: { app: 'ledger' } },
        endpoints: [{ port: 'whatever' }],
      });
    };
    expect(synth(build).warnings).toEqual([]);
  });

  test('a target port is one of the pods behind the Service', () => {
    expect(synth(monitored({ endpoints: [{ targetPort: 'admin' }, { targetPort: 8080 }] })).warnings).toEqual(
      [],
    );
    expect(errors(monitored({ endpoints: [{ targetPort: 'http' }, { targetPort: 80 }] }))).toEqual([
      expect.stringContaining(
        'endpoints[0].targetPort "http" is not a port of the pods of Deployment apps/checkout\n  They have: web, admin.',
      ),
      expect.stringContaining(
        'endpoints[1].targetPort 80 is not a port of the pods of Deployment apps/checkout\n  They have: 8080, 8081.',
      ),
    ]);
  });
});

describe('a PodMonitor is compared with the pods of the app', () => {
  test('and one that fits is not mentioned', () => {
    const build = podMonitored({ podMetricsEndpoints: [{ port: 'admin' }, { portNumber: 8080 }] });
    expect(synth(build).warnings).toEqual([]);
  });

  test('a port that they do not have is an error', () => {
    const build = podMonitored({ podMetricsEndpoints: [{ port: 'metrics' }, { portNumber: 80 }] });
    expect(errors(build)).toEqual([
      'monitoring/k8s: podMonitor "checkout" (apps/checkout): podMetricsEndpoints[0].port "metrics" is not a port of the pods of Deployment apps/checkout\n' +
        '  They have: web, admin. Name one of these, or set `checkPorts: false` for one that is defined elsewhere.',
      expect.stringContaining('podMetricsEndpoints[1].portNumber 80 is not a port of the pods'),
    ]);
    expect(
      synth(podMonitored({ podMetricsEndpoints: [{ port: 'metrics' }], checkPorts: false })).warnings,
    ).toEqual([]);
  });

  test('the right labels in another namespace are a warning', () => {
    const build: Build = (chart) => {
      takesAll(chart);
      application(namespaceChart(chart, 'apps'));
      new PodMonitor(chart, 'checkout', {
        selector: { matchLabels: labels },
        podMetricsEndpoints: [{ port: 'admin' }],
      });
    };
    expect(synth(build).warnings).toEqual([
      expect.stringContaining(
        'namespaceSelector ["monitoring"] holds no pod of the app that the selector matches; it would match in apps',
      ),
    ]);
  });
});
