import { Chart, type App } from 'cdk8s';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
import {
  alert,
  Alertmanager,
  PodMonitor,
  Prometheus,
  PrometheusRule,
  recordingRule,
  webhook,
  type PrometheusProps,
} from '../../lib';
import {
  describeCluster,
  eventually,
  PrometheusApi,
  publishEndpoints,
  useCluster,
  type Target,
  type WebhookReceiver,
} from '../cluster';
import { synthesize } from './synth';

const SHOP = 'shop';
const STORAGE = { storage: { size: '1Gi' } } as const;
const TARGETS = 8;
const DEADLINE = { deadline: 120_000 };

jest.setTimeout(300_000);

type GlobalView = NonNullable<PrometheusProps['globalView']>;

/** Each kind of view, with the fewest pods, in a namespace of its own. */
const VIEWS = {
  thanos: {
    kind: 'thanos',
    query: {
      replicas: 1,
      responseTimeout: '2s',
      endpointReloadInterval: '1s',
      // The test bed has a file of names, which the resolver that is the default does not read.
      additionalArgs: [{ name: 'store.sd-dns-resolver', value: 'golang' }],
    },
    ruler: { ...STORAGE, replicas: 1 },
  },
  prometheus: { kind: 'prometheus', front: { ...STORAGE, replicas: 1 }, remoteTimeout: '2s' },
} as const satisfies Readonly<Record<string, GlobalView>>;

describeCluster('a view of two shards', ['prometheus', 'alertmanager', 'thanos'], () => {
  const cluster = useCluster({ startDelay: 1_000 });
  let receiver: WebhookReceiver;
  const targets: Target[] = [];

  beforeAll(async () => {
    await cluster().namespace(SHOP);
    receiver = await cluster().receiver();
    for (let index = 0; index < TARGETS; index += 1) {
      targets.push(await cluster().target({ port: 8080, metrics: 'load 1\n' }));
    }
    await publishEndpoints(
      cluster().api,
      { namespace: SHOP, name: 'shop', ports: [{ name: 'metrics', port: 8080 }] },
      targets.map(({ address }, index) => ({ address, pod: `shop-${index}` })),
    );
  });

  describe.each(['thanos', 'prometheus'] as const)('%s', (kind) => {
    beforeAll(async () => {
      await cluster().namespace(kind);
      for (const { yaml } of synthesize((app) => define(app, kind))) {
        await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
      }
    });

    test('the Service leads to it, and it sees the targets of both shards', async () => {
      await eventually(
        'all targets',
        async () => (await ask(`count(up{job="${kind}/shop"} == 1)`)) === TARGETS,
        DEADLINE,
      );
      for (const shard of ['prometheus-k8s-0', 'prometheus-k8s-shard-1-0']) {
        const count = await countOn(shard);
        expect([shard, count > 0 && count < TARGETS]).toEqual([shard, true]);
      }
    });

    test('rules are evaluated where they are right, and there is a page', async () => {
      await eventually('the sum of all', async () => (await ask('shop:load:sum')) === TARGETS, DEADLINE);

      const pages = (): number =>
        receiver.notifications.filter(
          ({ status, alerts }) =>
            status === 'firing' &&
            alerts.some(
              ({ labels }) => labels.alertname === 'AllThere' && labels.prometheus === `${kind}/k8s`,
            ),
        ).length;
      await eventually('the page', () => pages() > 0, DEADLINE);
      expect(pages()).toBe(1);
    });

    test('while a shard is gone there is no smaller sum, and then all of it again', async () => {
      const sums: number[] = [];
      const sum = async (): Promise<number | undefined> => {
        const answer = await ask('shop:load:sum').catch(() => undefined);
        sums.push(...(answer === undefined ? [] : [answer]));
        return answer;
      };
      const { current } = (await cluster().node.untilReady(kind, 'prometheus-k8s-shard-1-0')).container(
        'prometheus',
      );
      current.kill('SIGSTOP');
      await eventually('no sum', async () => (await sum()) === undefined, DEADLINE);

      current.kill('SIGCONT');
      await eventually('the sum of all', async () => (await sum()) === TARGETS, DEADLINE);
      expect(new Set(sums)).toEqual(new Set([TARGETS]));
    });

    /** By the Service, as Grafana would: nobody's but that of the view. */
    async function ask(query: string): Promise<number | undefined> {
      const slices = await cluster().api.list<EndpointSlice>({
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        namespace: kind,
      });
      const [slice] = slices.filter(
        ({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === 'prometheus-k8s',
      );
      const ready = slice?.endpoints.find(({ conditions }) => conditions?.ready !== false);
      const [address] = ready?.addresses ?? [];
      const port = slice?.ports?.[0]?.port;
      if (address === undefined || port === undefined) {
        return undefined;
      }
      const [sample] = await new PrometheusApi(`http://${address}:${port}`).query(query);
      return sample && Number(sample.value[1]);
    }

    async function countOn(shard: string): Promise<number> {
      const pod = await cluster().node.untilReady(kind, shard);
      const [sample] = await new PrometheusApi(`http://${pod.address}:9090`).query('count(load)');
      return Number(sample?.value[1] ?? 0);
    }
  });

  function define(app: App, kind: keyof typeof VIEWS): void {
    const chart = new Chart(app, kind, { namespace: kind });
    const alertmanager = new Alertmanager(chart, 'main', {
      ...STORAGE,
      replicas: 1,
      config: {
        route: { receiver: 'pager', groupBy: ['alertname'], groupWait: '1s', groupInterval: '2s' },
        receivers: [webhook('pager', { url: receiver.url })],
      },
    });
    const monitor = new PodMonitor(chart, 'shop', {
      namespaceSelector: { matchNames: [SHOP] },
      selector: { matchLabels: { app: 'shop' } },
      podMetricsEndpoints: [{ port: 'metrics' }],
    });
    const rules = new PrometheusRule(chart, 'shop-rules', {
      groups: [
        {
          name: 'shop',
          rules: [
            recordingRule('shop:load:sum', 'sum(load)'),
            alert('AllThere', `count(load) == ${TARGETS}`, { labels: { severity: 'info' } }),
          ],
        },
      ],
    });
    new Prometheus(chart, 'k8s', {
      ...STORAGE,
      shards: 2,
      scrapeInterval: '1s',
      scrapeTimeout: '1s',
      evaluationInterval: '2s',
      selfMonitoring: false,
      podMonitors: [monitor],
      prometheusRules: [rules],
      alerting: { alertmanagers: [alertmanager] },
      globalView: VIEWS[kind],
    });
  }
});
