import { Chart } from 'cdk8s';
import { Prometheus } from '../../lib';
import { describeCluster, eventually, PrometheusApi, useCluster } from '../cluster';
import { synthesize } from './synth';

const NAMESPACE = 'monitoring';
const SHOP = 'shop';
const RULES = 'k8s-rules';
const POD = 'prometheus-k8s-0';
const EPHEMERAL = { storage: { emptyDir: {} }, selfMonitoring: false } as const;

const rules = (name: string, expr = 'vector(1)') =>
  `groups: [{ name: ${name}, rules: [{ record: '${name}:x', expr: '${expr}' }] }]\n`;

const BROKEN = rules('mine', 'sum(');

type Data = Readonly<Record<string, string>>;

describeCluster('rules that users put into the ConfigMap', ['prometheus', 'promtool'], () => {
  const cluster = useCluster();

  beforeAll(async () => {
    await cluster().namespace(NAMESPACE);
    await cluster().namespace(SHOP);
    const files = synthesize((app) => {
      const chart = new Chart(app, 'monitoring', { namespace: NAMESPACE });
      new Prometheus(chart, 'k8s', { ...EPHEMERAL, configReloadInterval: '1s', evaluationInterval: '1s' });
      const matchLabels = { rules: 'k8s' };
      new Prometheus(chart, 'found', {
        ...EPHEMERAL,
        replicas: 0, // the image of its sidecar is not to be had here
        ruleConfigMaps: { matchLabels, namespaces: [SHOP] },
      });
      new Prometheus(chart, 'everywhere', {
        ...EPHEMERAL,
        replicas: 0,
        ruleConfigMaps: { matchLabels, namespaces: 'all' },
      });
    });
    for (const { yaml } of files) {
      await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
    }
  });

  test('none are there at first, and nothing is wrong', async () => {
    expect(await groups()).toEqual(['user-rules-check']);
    expect(await alerts()).toEqual([]);
  });

  test.each<[string, Data, readonly string[]]>([
    [
      'server-side',
      { 'mine.yaml': rules('mine') },
      ['--server-side', '--field-manager=somebody', '--force-conflicts'],
    ],
    ['client-side', { 'mine.yaml': rules('mine'), 'other.yml': rules('other') }, []],
  ])('they are loaded when applied %s', async (_, data, flags) => {
    await apply(data, flags);
    const names = Object.keys(data).map((key) => key.replace(/\..*/, ''));
    await untilGroups([...names, 'user-rules-check']);
  });

  test('a broken one stays as it was, an alert names it, and others go on', async () => {
    await patch({ 'mine.yaml': BROKEN, 'new.yaml': rules('new') });

    await untilGroups(['mine', 'new', 'other', 'user-rules-check']);
    await eventually('the alert', async () => (await alerts()).includes('own/mine.yaml'));
  });

  test('a pod that starts meanwhile starts, without the broken one', async () => {
    const former = cluster().node.pod(NAMESPACE, POD).uid;
    await cluster().kubectl(['-n', NAMESPACE, 'delete', 'pod', POD]);
    await eventually('another pod', () => cluster().node.pod(NAMESPACE, POD).uid !== former);

    await untilGroups(['new', 'other', 'user-rules-check']);
    await eventually('the alert', async () => (await alerts()).includes('own/mine.yaml'));
  });

  test('it is loaded when it is mended, and the alert ends', async () => {
    await patch({ 'mine.yaml': rules('mine', 'vector(2)') });

    await untilGroups(['mine', 'new', 'other', 'user-rules-check']);
    await eventually('the end of the alert', async () => (await alerts()).length === 0);
  });

  test('who looks for ConfigMaps may list them where that was asked for, and nowhere else', async () => {
    const may = async (name: string, ...question: string[]): Promise<boolean> => {
      const account = `--as=system:serviceaccount:${NAMESPACE}:prometheus-${name}`;
      return (await cluster().kubectl(['auth', 'can-i', ...question, account], { codes: [0, 1] })).code === 0;
    };
    expect(await may('found', 'list', 'configmaps', '-n', SHOP)).toBe(true);
    expect(await may('found', 'list', 'configmaps', '-n', NAMESPACE)).toBe(false);
    expect(await may('found', 'get', 'secrets', '-n', SHOP)).toBe(false);
    expect(await may('found', 'create', 'configmaps', '-n', SHOP)).toBe(false);
    expect(await may('everywhere', 'list', 'configmaps', '-A')).toBe(true);
    expect(await may('everywhere', 'list', 'secrets', '-A')).toBe(false);
    expect(await may('k8s', 'list', 'configmaps', '-n', NAMESPACE)).toBe(false);
  });

  async function apply(data: Data, flags: readonly string[]): Promise<void> {
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: RULES, namespace: NAMESPACE },
      data,
    };
    await cluster().kubectl(['apply', ...flags, '-f', '-'], { stdin: JSON.stringify(object) });
  }

  /** What `kubectl edit` sends. */
  async function patch(data: Data): Promise<void> {
    await cluster().kubectl([
      '-n',
      NAMESPACE,
      'patch',
      'configmap',
      RULES,
      '--type=merge',
      '-p',
      JSON.stringify({ data }),
    ]);
  }

  async function prometheus(): Promise<PrometheusApi> {
    const pod = await cluster().node.untilReady(NAMESPACE, POD);
    return new PrometheusApi(`http://${pod.address}:9090`);
  }

  async function groups(): Promise<string[]> {
    return (await (await prometheus()).rules()).map(({ name }) => name).sort();
  }

  async function untilGroups(expected: readonly string[]): Promise<void> {
    await eventually(
      `the groups ${expected.join(', ')}`,
      async () => (await groups()).join() === [...expected].sort().join(),
      { deadline: 60_000 },
    );
  }

  async function alerts(): Promise<string[]> {
    const samples = await (
      await prometheus()
    ).query('ALERTS{alertname="PrometheusUserRulesRejected",alertstate="firing"}');
    return samples.map(({ metric }) => `${metric.source}/${metric.file}`);
  }
});
