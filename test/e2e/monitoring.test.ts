import { Chart } from 'cdk8s';
import {
  alert,
  Alertmanager,
  PodMonitor,
  Prometheus,
  PrometheusRule,
  secretKey,
  ServiceMonitor,
  webhook,
} from '../../lib';
import {
  AlertmanagerApi,
  basic,
  describeCluster,
  eventually,
  PrometheusApi,
  publishEndpoints,
  useCluster,
  type Target,
  type WebhookReceiver,
} from '../cluster';
import { synthesize } from './synth';

const MONITORING = 'monitoring';
const SHOP = 'shop';
const STORAGE = { storage: { size: '1Gi' } } as const;
const REPLICAS = [0, 1];
const PEERS = [0, 1, 2];

describeCluster(
  'a Prometheus and an Alertmanager, from constructs to a page',
  ['prometheus', 'alertmanager'],
  () => {
    const cluster = useCluster({ startDelay: 1_000 });
    let receiver: WebhookReceiver;
    let checkout: Target;
    let ledger: Target;

    beforeAll(async () => {
      await cluster().namespace(MONITORING);
      await cluster().namespace(SHOP);
      receiver = await cluster().receiver();
      checkout = await cluster().target({
        port: 8080,
        metrics: 'orders_total 7\n',
        authorization: basic('scraper', 'secret'),
      });
      ledger = await cluster().target({ port: 8081, metrics: 'entries_total 3\n' });
      await publish('checkout', 'metrics', checkout, 8080);
      await publish('ledger', 'metrics', ledger, 8081);
      await cluster().kubectl([
        '-n',
        MONITORING,
        'create',
        'secret',
        'generic',
        'checkout',
        '--from-literal=password=secret',
      ]);
      for (const { yaml } of synthesize(define)) {
        await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
      }
    });

    test('it finds its targets with the rights that were granted, and labels them as the operator does', async () => {
      for (const replica of REPLICAS) {
        const prometheus = await prometheusOf(replica);
        const up = await eventually('all targets', async () => {
          const samples = await prometheus.query('up == 1');
          return samples.length === 8 ? samples.map(({ metric }) => metric) : undefined;
        });

        expect(up).toContainEqual({
          __name__: 'up',
          job: 'checkout',
          namespace: SHOP,
          service: 'checkout',
          pod: 'checkout-0',
          container: 'app',
          endpoint: 'metrics',
          instance: `${checkout.address}:8080`,
        });
        expect(up).toContainEqual(
          expect.objectContaining({ job: `${SHOP}/ledger`, pod: 'ledger-0', container: 'app' }),
        );
        expect(jobs(up)).toEqual({
          checkout: 1,
          [`${SHOP}/ledger`]: 1,
          'prometheus-k8s': 2,
          'alertmanager-main': 3,
          'alertmanager-main-rollout': 1,
        });
      }
    });

    test('it has no other rights', async () => {
      const account = `--as=system:serviceaccount:${MONITORING}:prometheus-k8s`;
      const can = async (...question: string[]): Promise<boolean> =>
        (await cluster().kubectl(['auth', 'can-i', ...question, account], { codes: [0, 1] })).code === 0;

      expect(await can('list', 'endpointslices.discovery.k8s.io', '-n', SHOP)).toBe(true);
      expect(await can('watch', 'pods', '-n', SHOP)).toBe(true);
      expect(await can('get', 'secrets', '-n', MONITORING)).toBe(false);
      expect(await can('list', 'pods', '-n', 'kube-system')).toBe(false);
      expect(await can('list', 'nodes')).toBe(false);
      expect(await can('get', '/metrics')).toBe(false);
    });

    test('its two replicas have the alert sent once by the mesh of three Alertmanagers', async () => {
      for (const peer of PEERS) {
        const alertmanager = await alertmanagerOf(peer);
        await eventually(
          'three peers',
          async () => (await alertmanager.status()).cluster.peers?.length === PEERS.length,
        );
      }
      checkout.metrics = 'orders_total 7\norders_stuck 1\n';

      const page = await receiver.until('the stuck orders', ({ status }) => status === 'firing');

      expect(page.alerts).toHaveLength(1);
      expect(page.alerts[0]?.labels).toMatchObject({
        alertname: 'OrdersStuck',
        job: 'checkout',
        prometheus: 'monitoring/k8s',
        severity: 'critical',
      });
      for (const peer of PEERS) {
        const alertmanager = await alertmanagerOf(peer);
        await eventually(
          'the alert in every Alertmanager',
          async () => (await alertmanager.alerts()).length === 1,
        );
      }

      checkout.metrics = 'orders_total 8\n';
      await receiver.until('their end', ({ status }) => status === 'resolved');
      expect(receiver.notifications.map(({ status }) => status)).toEqual(['firing', 'resolved']);
    });

    async function publish(name: string, port: string, target: Target, number: number): Promise<void> {
      await publishEndpoints(
        cluster().api,
        { namespace: SHOP, name, labels: { app: name }, ports: [{ name: port, port: number }] },
        [{ address: target.address, pod: `${name}-0` }],
      );
    }

    function define(app: ConstructorParameters<typeof Chart>[0]): void {
      const chart = new Chart(app, 'monitoring', { namespace: MONITORING });
      const alertmanager = new Alertmanager(chart, 'main', {
        ...STORAGE,
        replicas: PEERS.length,
        config: {
          route: { receiver: 'pager', groupBy: ['alertname'], groupWait: '1s', groupInterval: '2s' },
          receivers: [webhook('pager', { url: receiver.url })],
        },
      });
      new Prometheus(chart, 'k8s', {
        ...STORAGE,
        replicas: REPLICAS.length,
        scrapeInterval: '1s',
        scrapeTimeout: '1s',
        evaluationInterval: '1s',
        rules: { alert: { resendDelay: '2s' } },
        alerting: { alertmanagers: [alertmanager] },
        serviceMonitorSelector: {},
        serviceMonitorNamespaceSelector: {},
        podMonitorSelector: {},
        podMonitorNamespaceSelector: {},
        ruleSelector: {},
        ruleNamespaceSelector: {},
      });

      const shop = new Chart(app, 'shop', { namespace: SHOP });
      new ServiceMonitor(shop, 'checkout', {
        selector: { matchLabels: { app: 'checkout' } },
        endpoints: [
          {
            port: 'metrics',
            basicAuth: {
              username: 'scraper',
              password: secretKey('checkout', 'password', { namespace: MONITORING }),
            },
          },
        ],
      });
      new PodMonitor(shop, 'ledger', {
        selector: { matchLabels: { app: 'ledger' } },
        podMetricsEndpoints: [{ port: 'metrics' }],
      });
      new PrometheusRule(shop, 'orders', {
        groups: [
          {
            name: 'orders',
            rules: [alert('OrdersStuck', 'orders_stuck > 0', { labels: { severity: 'critical' } })],
          },
        ],
      });
    }

    async function prometheusOf(replica: number): Promise<PrometheusApi> {
      const pod = await cluster().node.untilReady(MONITORING, `prometheus-k8s-${replica}`);
      return new PrometheusApi(`http://${pod.address}:9090`);
    }

    async function alertmanagerOf(peer: number): Promise<AlertmanagerApi> {
      const pod = await cluster().node.untilReady(MONITORING, `alertmanager-main-${peer}`);
      return new AlertmanagerApi(`http://${pod.address}:9093`);
    }
  },
);

function jobs(targets: ReadonlyArray<Readonly<Record<string, string>>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { job = '' } of targets) {
    counts[job] = (counts[job] ?? 0) + 1;
  }
  return counts;
}
