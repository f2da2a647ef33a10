import { Chart, type App } from 'cdk8s';
import { alert, Prometheus, recordingRule, ServiceMonitor } from '../../lib';
import { describeCluster, eventually, PrometheusApi, publishEndpoints, useCluster } from '../cluster';
import { synthesize } from './synth';

const MONITORING = 'monitoring';
const SHOP = 'shop';

/** The same metric of two applications. */
const ORDERS: Readonly<Record<string, number>> = { checkout: 7, cart: 0 };

describeCluster('rules that travel with monitors', ['prometheus'], () => {
  const cluster = useCluster();

  beforeAll(async () => {
    await cluster().namespace(MONITORING);
    await cluster().namespace(SHOP);
    for (const [index, [name, orders]] of Object.entries(ORDERS).entries()) {
      const port = 8080 + index;
      const { address } = await cluster().target({ port, metrics: `orders_total ${orders}\n` });
      const service = { namespace: SHOP, name, ports: [{ name: 'metrics', port }] };
      await publishEndpoints(cluster().api, service, [{ address, pod: `${name}-0` }]);
    }
    for (const { yaml } of synthesize(define)) {
      await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
    }
  });

  test('do not see series of another monitor: same metric, same rules, each its own result', async () => {
    const prometheus = await server();
    const sums = await eventually('both sums', async () => {
      const samples = await prometheus.query('orders:sum');
      return samples.length === 2 ? samples : undefined;
    });
    const byJob = Object.fromEntries(sums.map(({ metric, value }) => [metric.job, Number(value[1])]));
    expect(byJob).toEqual(ORDERS);
    // What one of them would say that saw both.
    expect((await prometheus.query('sum(orders_total)'))[0]?.value[1]).toBe('7');
  });

  test('page for their own application', async () => {
    const prometheus = await server();
    const firing = await eventually('the alert', async () => {
      const alerts = await prometheus.alerts();
      return alerts.length > 0 ? alerts : undefined;
    });
    expect(firing.map(({ labels }) => labels)).toEqual([
      expect.objectContaining({ alertname: 'NoOrders', job: 'cart', namespace: SHOP }),
    ]);
  });

  async function server(): Promise<PrometheusApi> {
    const { address } = await cluster().node.untilReady(MONITORING, 'prometheus-k8s-0');
    return new PrometheusApi(`http://${address}:9090`);
  }
});

function define(app: App): void {
  new Prometheus(new Chart(app, 'monitoring', { namespace: MONITORING }), 'k8s', {
    storage: { emptyDir: {} },
    selfMonitoring: false,
    scrapeInterval: '1s',
    scrapeTimeout: '1s',
    evaluationInterval: '1s',
    serviceMonitorSelector: {},
    serviceMonitorNamespaceSelector: {},
  });
  const shop = new Chart(app, 'shop', { namespace: SHOP });
  for (const name of Object.keys(ORDERS)) {
    new ServiceMonitor(shop, name, {
      selector: { matchLabels: { app: name } },
      jobLabel: 'app',
      endpoints: [{ port: 'metrics' }],
      rules: [recordingRule('orders:sum', 'sum(orders_total)'), alert('NoOrders', 'orders:sum == 0')],
    });
  }
}
