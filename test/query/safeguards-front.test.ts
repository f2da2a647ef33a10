import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { AlertSink, ask, Lab, valueOf, type Exporters } from './lab';
import {
  alertAt,
  becomesWrong,
  build,
  DEADLINE,
  isPart,
  isWhole,
  RECORD,
  SHARD,
  SHARDS,
  startAll,
  startTargets,
  TOTAL,
  withoutGuard,
  ZONES,
} from './safeguards/app';

const FRONT = 'prometheus-k8s-front-0';

describeWith(['prometheus'], 'a front, of which one safeguard is taken away,', () => {
  let lab: Lab;
  let targets: Exporters;
  let sink: AlertSink;
  let view: string;

  beforeAll(async () => {
    targets = await startTargets();
    sink = await AlertSink.start();
    lab = await Lab.create((chart) => {
      build(chart, { kind: 'prometheus', remoteTimeout: '2s', front: { replicas: 1 } }, targets, sink);
    });
    await startAll(lab, [['prometheus-k8s-front', 0]]);
    view = await lab.serviceUrl('prometheus-k8s', 9090);
  }, 180_000);

  afterAll(async () => {
    await lab.stop();
    targets.stop();
    sink.stop();
  }, 60_000);

  const onShards = async (change: (text: string, file: string) => string): Promise<void> => {
    await Promise.all(SHARDS.map((shard) => lab.pod(shard).rewrite(change)));
  };

  const undo = async (...pods: readonly string[]): Promise<void> => {
    await Promise.all(pods.map((pod) => lab.pod(pod).reload()));
    await isWhole(view);
  };

  test('reading what is recent: it would see nothing of the time for which it has samples itself', async () => {
    const newest = 'time() - max(timestamp(load))';
    const as = 'reads-the-past';
    // It holds its own samples to be complete some hours after it began: here, after some seconds.
    const blocks = ['min', 'max'].map((bound) => `--storage.tsdb.${bound}-block-duration=5s`);
    const pod = await lab.start('prometheus-k8s-front', 0, (args) => [...args, ...blocks], { as });
    await lab.untilReady(as);
    await pod.rewrite((text) => text.replaceAll('read_recent: true', 'read_recent: false'));
    await becomesWrong(
      await lab.url(as, 'prometheus'),
      newest,
      (answer) => answer.series.length === 0 || (valueOf(answer) ?? 0) > 20,
    );
    expect(valueOf(await ask(view, newest))).toBeLessThan(10);
    await pod.stop();
  }, 200_000);

  test('the refusal of info(): it would fail, or end the front', async () => {
    const as = 'knows-info';
    const feature = '--enable-feature=promql-experimental-functions';
    const pod = await lab.start('prometheus-k8s-front', 0, (args) => [...args, feature], { as });
    await lab.untilReady(as);
    const other = await lab.url(as, 'prometheus');
    expect(valueOf(await ask(other, 'sum(load)'))).toBe(TOTAL);
    const answer = await ask(other, 'info(load)').catch(() => undefined);
    expect(answer?.status).not.toBe(200);
    await pod.stop();
  }, 120_000);

  test('the external labels of the shards: with others it would see nothing', async () => {
    await lab.pod(FRONT).rewrite((text) => text.replaceAll('region: eu', 'region: us'));
    await becomesWrong(view, 'load', ({ series, warnings }) => series.length === 0 && warnings.length === 0);
    await undo(FRONT);
  }, 200_000);

  test('no label for the shard: series would be told apart by it', async () => {
    const query = 'count(count without (instance) (load))';
    expect(valueOf(await ask(view, query))).toBe(ZONES);
    await onShards((text, file) =>
      text.replace('region: eu', `region: eu\n    shard: "${file.includes(SHARD) ? 1 : 0}"`),
    );
    await becomesWrong(view, query, (answer) => valueOf(answer) === ZONES * 2);
    await undo(...SHARDS);
  }, 200_000);

  test('the label of the shard inside of partial results: they would be one series', async () => {
    await onShards((text) => text.replaceAll(/^ *labels:\n *on_shard: .*\n/gm, ''));
    // The guard counts one shard now, and says nothing: but for it the sum would be a part.
    await eventually(
      'rules say nothing',
      async () => (await ask(view, RECORD)).series.length === 0,
      DEADLINE,
    );
    await becomesWrong(view, 'sum(partial:Total:sum:load{on_shard=""})', isPart);
    await undo(...SHARDS);
  }, 300_000);

  test('the timeout: a shard that hangs would hold every query up', async () => {
    lab.slowDown('prometheus-k8s-shard-1-read', 9090, 30_000);
    const answer = await ask(view, 'sum(load)');
    expect(answer.took).toBeLessThan(6_000);
    await lab.pod(FRONT).rewrite((text) => text.replaceAll('remote_timeout: 2s', 'remote_timeout: 1m'));
    await eventually(
      'queries hang',
      async () =>
        ask(view, 'sum(load)', { timeout: 6_000 }).then(
          () => false,
          (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError',
        ),
      DEADLINE,
    );
    lab.slowDown('prometheus-k8s-shard-1-read', 9090, 0);
    await undo(FRONT);
  }, 300_000);

  test('the guard: while a shard is gone a rule would record a part', async () => {
    await lab.pod(SHARD).kill();
    await eventually(
      'rules say nothing',
      async () => (await ask(view, RECORD)).series.length === 0,
      DEADLINE,
    );
    await lab.pod(FRONT).rewrite(withoutGuard);
    await becomesWrong(view, `sum(${RECORD})`, isPart);
    await eventually(
      'the alert says a part, and that all is well',
      async () => {
        const { health, value = TOTAL } = await alertAt(view);
        return health === 'ok' && value < TOTAL;
      },
      DEADLINE,
    );
    await lab.start('prometheus-k8s-shard-1');
    await lab.untilReady(SHARD);
    await undo(FRONT);
  }, 300_000);
});
