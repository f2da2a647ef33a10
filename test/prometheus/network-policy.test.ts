import type { Chart } from 'cdk8s';
import { Alertmanager } from '../../lib/alertmanager';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor, type PodMetricsEndpoint } from '../../lib/scrape';
import { errors, namespaceChart, prometheus, synth } from './monitoring';

const storage = { emptyDir: {} };

/** No rule at all lets nobody in. */
function ingress(define: (chart: Chart) => void): unknown {
  const { spec } = synth(define).object('NetworkPolicy', 'prometheus-k8s');
  return (spec as { ingress?: unknown }).ingress ?? [];
}

const peer = (namespace: string, instance: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: {
    matchLabels: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': instance },
  },
});

/** A Prometheus `meta` in the namespace `meta` that scrapes the Prometheus `k8s`. */
function meta(chart: Chart, endpoint: ServiceMonitorEndpoint): void {
  const scope = namespaceChart(chart, 'meta');
  const monitor = new ServiceMonitor(scope, 'k8s', {
    selector: {
      matchLabels: { 'app.kubernetes.io/instance': 'k8s', 'app.kubernetes.io/component': 'prometheus' },
    },
    namespaceSelector: { matchNames: ['monitoring'] },
    endpoints: [endpoint],
  });
  new Prometheus(scope, 'meta', { storage, serviceMonitors: [monitor] });
}
type ServiceMonitorEndpoint = ConstructorParameters<typeof ServiceMonitor>[2]['endpoints'][number];

describe('a NetworkPolicy', () => {
  test('lets nobody in, where nobody of the app connects', () => {
    expect(ingress((chart) => prometheus(chart))).toEqual([]);
  });

  test('lets the Prometheus itself in, that scrapes itself', () => {
    expect(ingress((chart) => prometheus(chart, { selfMonitoring: {} }))).toEqual([
      { ports: [{ port: 'web', protocol: 'TCP' }], from: [peer('monitoring', 'k8s')] },
    ]);
  });

  test.each<[string, ServiceMonitorEndpoint]>([
    ['the name of its port', { port: 'web' }],
    ['the name of the port of its pods', { targetPort: 'web' }],
    ['the number of that port', { targetPort: 9090 }],
  ])('lets another in that scrapes it by %s', (_, endpoint) => {
    expect(
      ingress((chart) => {
        prometheus(chart);
        meta(chart, endpoint);
      }),
    ).toEqual([{ ports: [{ port: 'web', protocol: 'TCP' }], from: [peer('meta', 'meta')] }]);
  });

  test('lets in whom the user names', () => {
    const grafana = { podSelector: { matchLabels: { app: 'grafana' } } };
    expect(ingress((chart) => prometheus(chart, { networkPolicy: { webFrom: [grafana] } }))).toEqual([
      { ports: [{ port: 'web', protocol: 'TCP' }], from: [grafana] },
    ]);
  });

  test('holds for the pods of this Prometheus', () => {
    const monitoring = synth((chart) => prometheus(chart));
    expect(monitoring.object('NetworkPolicy', 'prometheus-k8s').spec).toMatchObject({
      podSelector: peer('monitoring', 'k8s').podSelector,
      policyTypes: ['Ingress'],
    });
  });

  test('is left out on request', () => {
    const props: PrometheusProps = { networkPolicy: false };
    expect(synth((chart) => prometheus(chart, props)).names('NetworkPolicy')).toEqual([]);
  });
});

describe('a NetworkPolicy follows PodMonitors', () => {
  function podMonitor(
    chart: Chart,
    endpoint: PodMetricsEndpoint,
    name: string,
    namespace = 'monitoring',
  ): void {
    const scope = namespaceChart(chart, 'meta');
    const monitor = new PodMonitor(scope, 'pods', {
      // A label of the pods that is none of those by which the policy takes them.
      selector: {
        matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'monitoring' },
      },
      namespaceSelector: { matchNames: [namespace] },
      podMetricsEndpoints: [endpoint],
    });
    new Prometheus(scope, 'meta', { storage, selfMonitoring: false, podMonitors: [monitor] });
  }

  test.each<PodMetricsEndpoint>([{ port: 'web' }, { portNumber: 9090 }, { targetPort: 'web' }])(
    'to a Prometheus: %j',
    (endpoint) => {
      expect(
        ingress((chart) => {
          prometheus(chart);
          podMonitor(chart, endpoint, 'prometheus');
        }),
      ).toEqual([{ ports: [{ port: 'web', protocol: 'TCP' }], from: [peer('meta', 'meta')] }]);
    },
  );

  test.each<[PodMetricsEndpoint, number]>([
    [{ port: 'web' }, 9093],
    [{ port: 'reloader-web' }, 8080],
  ])('to an Alertmanager: %j', (endpoint, port) => {
    const monitoring = synth((chart) => {
      new Alertmanager(chart, 'main', { config: 'external', storage, replicas: 1 });
      podMonitor(chart, endpoint, 'alertmanager');
    });
    expect(monitoring.object('NetworkPolicy', 'alertmanager-main').spec).toMatchObject({
      ingress: [{ ports: [{ port, protocol: 'TCP' }], from: [peer('meta', 'meta')] }],
    });
  });

  test('that choose its namespace only', () => {
    expect(
      ingress((chart) => {
        prometheus(chart);
        podMonitor(chart, { port: 'web' }, 'prometheus', 'shop');
      }),
    ).toEqual([]);
  });

  test('which are told of a port that its pods do not have', () => {
    const found = errors((chart) => {
      prometheus(chart);
      podMonitor(chart, { port: 'metrics' }, 'prometheus');
    });
    expect(found).toEqual([
      expect.stringMatching(/"metrics" is not a port of the pods of StatefulSet monitoring\/prometheus-k8s/),
    ]);
  });

  test('also to a sidecar, whose port is known', () => {
    const sidecar = { name: 'sidecar', image: 'sidecar:1', ports: [{ name: 'grpc', containerPort: 10_901 }] };
    expect(
      ingress((chart) => {
        prometheus(chart, { containers: [sidecar] });
        podMonitor(chart, { port: 'grpc' }, 'prometheus');
      }),
    ).toEqual([]);
  });
});

describe('a NetworkPolicy follows hosts', () => {
  const allowed = [{ ports: [{ port: 'web', protocol: 'TCP' }], from: [peer('meta', 'meta')] }];
  const from = (define: (scope: Chart) => PrometheusProps) =>
    ingress((chart) => {
      prometheus(chart);
      const scope = namespaceChart(chart, 'meta');
      new Prometheus(scope, 'meta', { storage, selfMonitoring: false, ...define(scope) });
    });

  test.each([
    'prometheus-k8s.monitoring:9090',
    'prometheus-k8s.monitoring.svc:9090',
    'prometheus-k8s.monitoring.svc.cluster.local:9090',
    'prometheus-k8s-0.prometheus-k8s-headless.monitoring.svc:9090',
  ])('of static targets: %s', (target) => {
    const scrapeConfig = (scope: Chart): PrometheusProps => ({
      scrapeConfigs: [new ScrapeConfig(scope, 'static', { staticConfigs: [{ targets: [target] }] })],
    });
    expect(from(scrapeConfig)).toEqual(allowed);
  });

  test('of probers', () => {
    const probe = (scope: Chart): PrometheusProps => ({
      probes: [
        new Probe(scope, 'probe', {
          prober: { url: 'prometheus-k8s.monitoring.svc:9090' },
          targets: { staticConfig: { static: ['https://shop.example.com'] } },
        }),
      ],
    });
    expect(from(probe)).toEqual(allowed);
  });

  test('of remote write', () => {
    const url = 'http://prometheus-k8s.monitoring.svc:9090/api/v1/write';
    expect(from(() => ({ remoteWrite: [{ url }] }))).toEqual(allowed);
  });

  test.each(['prometheus-k8s.shop.svc:9090', 'prometheus-k8s.monitoring.svc', 'prometheus.example.com:9090'])(
    'but not of others, or at other ports: %s',
    (target) => {
      expect(from(() => ({ alerting: { alertmanagers: [{ targets: [target] }] } }))).toEqual([]);
    },
  );

  test('of Alertmanagers by their addresses', () => {
    const monitoring = synth((chart) => {
      new Alertmanager(chart, 'main', { config: 'external', storage, replicas: 1 });
      const targets = ['alertmanager-main-0.alertmanager-main-headless.monitoring.svc:9093'];
      prometheus(chart, { alerting: { alertmanagers: [{ targets }] } });
    });
    expect(monitoring.object('NetworkPolicy', 'alertmanager-main').spec).toMatchObject({
      ingress: [{ ports: [{ port: 9093, protocol: 'TCP' }], from: [peer('monitoring', 'k8s')] }],
    });
  });
});
