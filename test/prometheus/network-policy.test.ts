import type { Chart } from 'cdk8s';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import { ServiceMonitor } from '../../lib/scrape';
import { namespaceChart, prometheus, synth } from './monitoring';

const storage = { emptyDir: {} };

function ingress(define: (chart: Chart) => void): unknown {
  return (synth(define).object('NetworkPolicy', 'prometheus-k8s').spec as { ingress: unknown }).ingress;
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
