import { Chart, type App } from 'cdk8s';
import { PodMonitor, Prometheus, PrometheusAgent } from '../../lib';
import {
  describeCluster,
  eventually,
  PrometheusApi,
  publishEndpoints,
  useCluster,
  type Sample,
} from '../cluster';
import { synthesize } from './synth';

const MONITORING = 'monitoring';
const SHOP = 'shop';

describeCluster('agents, which send on what they scrape', ['prometheus'], () => {
  const cluster = useCluster();

  beforeAll(async () => {
    await cluster().namespace(MONITORING);
    await cluster().namespace(SHOP);
    const cart = await cluster().target({ port: 8080, metrics: 'carts_open 7\n' });
    await publishEndpoints(
      cluster().api,
      { namespace: SHOP, name: 'cart', ports: [{ name: 'metrics', port: 8080 }] },
      [{ address: cart.address, pod: 'cart-0' }],
    );
    for (const { yaml } of synthesize(define)) {
      await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
    }
  });

  test('one as a StatefulSet finds pods on every node, and one on each node those of its own', async () => {
    const series = await eventually('series of both agents', async () => {
      const samples = await (await central()).query('up == 1');
      return samples.length === 3 ? samples : undefined;
    });
    expect(instances(series, 'edge')).toEqual(['shop/cart cart-0', 'shop/web prometheus-central-0']);
    expect(instances(series, 'nodes')).toEqual(['shop/web prometheus-central-0']);
  });

  test('what they scrape arrives whole, and an agent keeps a queue instead of a database', async () => {
    const carts = await eventually('the open carts', async () => {
      const found = await (await central()).query('carts_open');
      return found.length > 0 ? found : undefined;
    });
    expect(carts).toHaveLength(1);
    expect(carts[0]?.value[1]).toBe('7');
    const edge = await cluster().node.untilReady(MONITORING, 'prom-agent-edge-0');
    await expect(new PrometheusApi(`http://${edge.address}:9090`).query('up')).rejects.toThrow(
      /agent|422|unavailable/i,
    );
  });

  test('all of it applied again changes nothing', async () => {
    for (const { yaml } of synthesize(define)) {
      const { stdout } = await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
      expect(stdout.split('\n').filter((line) => /created|configured$/.test(line))).toEqual([]);
      const { code, stdout: out } = await cluster().kubectl(['diff', '--server-side', '-f', '-'], {
        stdin: yaml,
        codes: [0, 1],
      });
      expect({ code, out }).toEqual({ code: 0, out: '' });
    }
  });

  async function central(): Promise<PrometheusApi> {
    const { address } = await cluster().node.untilReady(MONITORING, 'prometheus-central-0');
    return new PrometheusApi(`http://${address}:9090`);
  }
});

/** Job and pod of what an agent scrapes. */
function instances(samples: readonly Sample[], agent: string): string[] {
  return samples
    .filter(({ metric }) => metric.prometheus === `${MONITORING}/${agent}`)
    .map(({ metric: { job = '', pod = '' } }) => `${job} ${pod}`)
    .sort();
}

function define(app: App): void {
  const chart = new Chart(app, 'monitoring', { namespace: MONITORING });
  const central = new Prometheus(chart, 'central', {
    storage: { emptyDir: {} },
    selfMonitoring: false,
    enableRemoteWriteReceiver: true,
  });
  const agent = {
    storage: { emptyDir: {} },
    selfMonitoring: false,
    scrapeInterval: '1s',
    scrapeTimeout: '1s',
    podMonitorSelector: {},
    podMonitorNamespaceSelector: {},
    remoteWrite: [{ url: `${central.url}/api/v1/write` }],
  } as const;
  new PrometheusAgent(chart, 'edge', agent);
  new PrometheusAgent(chart, 'nodes', { ...agent, mode: 'DaemonSet' });

  const shop = new Chart(app, 'shop', { namespace: SHOP });
  new PodMonitor(shop, 'cart', {
    selector: { matchLabels: { app: 'cart' } },
    podMetricsEndpoints: [{ port: 'metrics' }],
  });
  new PodMonitor(shop, 'web', {
    namespaceSelector: { matchNames: [MONITORING] },
    selector: { matchLabels: { 'app.kubernetes.io/instance': 'central' } },
    podMetricsEndpoints: [{ port: 'web' }],
  });
}
