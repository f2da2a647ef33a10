import type { Pod } from 'kubernetes-types/core/v1';
import { Chart } from 'cdk8s';
import { Alertmanager, Prometheus } from '../../lib';
import { describeCluster, eventually, PrometheusApi, useCluster } from '../cluster';
import { synthesize } from './synth';

const NAMESPACE = 'monitoring';
const RULES = 'k8s-rules';
const EPHEMERAL = { storage: { emptyDir: {} } } as const;

const MINE = `groups:
  - name: mine
    rules:
      - record: mine:up:sum
        expr: sum(up)
`;

describeCluster('objects that users fill', ['prometheus', 'alertmanager'], () => {
  const cluster = useCluster();
  const manifests = synthesize((app) => {
    const chart = new Chart(app, 'monitoring', { namespace: NAMESPACE });
    new Prometheus(chart, 'k8s', { ...EPHEMERAL, configReloadInterval: '1s', selfMonitoring: false });
    new Alertmanager(chart, 'main', { ...EPHEMERAL, replicas: 1, config: 'external' });
  })
    .map(({ yaml }) => yaml)
    .join('---\n');

  beforeAll(async () => {
    await cluster().namespace(NAMESPACE);
  });

  test('the ConfigMap for their rules is created when absent, and left alone once it is populated', async () => {
    await apply([]);
    expect(await data()).toBeUndefined();

    await populate();
    for (const flags of [[], ['--server-side', '--field-manager=gitops'], []]) {
      await apply(flags);
      expect(await data()).toEqual({ 'mine.yaml': MINE });
    }
  });

  test('a populated one is left alone by an apply that has never seen it', async () => {
    await cluster().kubectl(['-n', NAMESPACE, 'delete', 'configmap', RULES]);
    await populate();

    await apply(['--server-side', '--field-manager=gitops']);

    expect(await data()).toEqual({ 'mine.yaml': MINE });
  });

  test('the running Prometheus loads what they put there', async () => {
    const pod = await cluster().node.untilReady(NAMESPACE, 'prometheus-k8s-0');
    const prometheus = new PrometheusApi(`http://${pod.address}:9090`);

    await eventually('the rule', async () => (await prometheus.rules()).some(({ name }) => name === 'mine'));
  });

  test('pods of an Alertmanager whose configuration is external wait for it', async () => {
    const reference = { apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE, name: 'alertmanager-main-0' };
    const pod = await eventually('the pod', async () =>
      cluster().api.find<Pod & typeof reference>(reference),
    );
    expect(pod.spec?.volumes).toContainEqual(
      expect.objectContaining({ configMap: expect.not.objectContaining({ optional: true }) as unknown }),
    );
    await eventually('word of what is missing', () => {
      const description = cluster().node.pod(NAMESPACE, 'alertmanager-main-0').describe();
      return /configmap.*main/i.test(description);
    });
    expect((await cluster().api.get<Pod & typeof reference>(reference)).status?.phase).toBe('Pending');

    const config = 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';
    await cluster().kubectl([
      '-n',
      NAMESPACE,
      'create',
      'configmap',
      'main',
      `--from-literal=alertmanager.yml=${config}`,
    ]);

    await eventually('it to run', async () => {
      const { status } = await cluster().api.get<Pod & typeof reference>(reference);
      return status?.phase === 'Running';
    });
  });

  async function apply(flags: readonly string[]): Promise<void> {
    await cluster().kubectl(['apply', ...flags, '-f', '-'], { stdin: manifests });
  }

  /** As a user does it: server-side, under a name of their own. */
  async function populate(): Promise<void> {
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: RULES, namespace: NAMESPACE },
      data: { 'mine.yaml': MINE },
    };
    await cluster().kubectl(['apply', '--server-side', '--field-manager=somebody', '-f', '-'], {
      stdin: JSON.stringify(object),
    });
  }

  async function data(): Promise<unknown> {
    const { stdout } = await cluster().kubectl(['-n', NAMESPACE, 'get', 'configmap', RULES, '-o', 'json']);
    return (JSON.parse(stdout) as { data?: unknown }).data;
  }
});
