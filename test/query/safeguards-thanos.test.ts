import { stringify, parse } from 'yaml';
import type { EndpointsFile } from '../../lib/native/thanos';
import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { AlertSink, ask, Lab, valueOf, type Exporters, type LocalPod } from './lab';
import {
  ALERT,
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
  TARGETS,
  TOTAL,
  withoutGuard,
  ZONES,
} from './safeguards/app';

const QUERY = 'thanos-query-k8s';
const RULER = 'thanos-ruler-k8s';

/** A second Ruler, whose safeguards are taken away. */
const OTHER = `${RULER}-1`;

describeWith(['prometheus', 'thanos'], 'a view of Thanos, of which one safeguard is taken away,', () => {
  let lab: Lab;
  let targets: Exporters;
  let sink: AlertSink;
  let view: string;

  beforeAll(async () => {
    targets = await startTargets();
    sink = await AlertSink.start();
    lab = await Lab.create((chart) => {
      build(
        chart,
        { kind: 'thanos', query: { responseTimeout: '2s', endpointReloadInterval: '1s' } },
        targets,
        sink,
      );
    });
    await startAll(lab, [
      [QUERY, 0],
      [RULER, 0],
      [RULER, 1],
    ]);
    view = await lab.serviceUrl('prometheus-k8s', 9090);
  }, 180_000);

  afterAll(async () => {
    await lab.stop();
    targets.stop();
    sink.stop();
  }, 60_000);

  /** A second Query, which is changed. */
  const other = async (
    as: string,
    change: (args: readonly string[]) => readonly string[],
    endpoints?: (file: EndpointsFile) => EndpointsFile,
  ): Promise<{ readonly url: string; readonly pod: LocalPod }> => {
    const pod = await lab.start(QUERY, 0, change, { as });
    if (endpoints !== undefined) {
      await pod.rewrite((text) => stringify(endpoints(parse(text) as EndpointsFile)));
    }
    await lab.untilReady(as);
    return { url: await lab.url(as, 'thanos-query'), pod };
  };

  const without =
    (flag: RegExp) =>
    (args: readonly string[]): string[] => {
      const rest = args.filter((arg) => !flag.test(arg));
      expect(rest.length).toBeLessThan(args.length);
      return rest;
    };

  test('the label that Query takes from series: they would be told apart by their shards', async () => {
    const query = 'count(count without (instance) (load))';
    const { url, pod } = await other('keeps-shards', without(/replica-label=prometheus_shard$/));
    await becomesWrong(url, query, (answer) => valueOf(answer) === ZONES * 2);
    expect(valueOf(await ask(view, query))).toBe(ZONES);
    await pod.stop();
  });

  test('the step of subqueries: it would be a minute', async () => {
    const query = 'sum_over_time(count(load)[20s:])';
    const { url, pod } = await other('has-its-own-step', without(/default-evaluation-interval/));
    await eventually(
      'twenty seconds have gone by',
      async () => valueOf(await ask(view, query)) === 10 * TARGETS,
    );
    await becomesWrong(url, query, (answer) => (valueOf(answer) ?? 0) <= TARGETS);
    await pod.stop();
  });

  test('deduplication by chain: a target that moves to another shard would be missed for a while', async () => {
    const { url, pod } = await other('prefers-one', (args) =>
      args.map((arg) => arg.replace('--deduplication.func=chain', '--deduplication.func=penalty')),
    );
    const began = Date.now();
    // All targets of one shard go to the other, and those of the other to the one.
    const keep = (text: string): string => {
      const [, digit = ''] = /regex: ([01]);/.exec(text) ?? [];
      return text.replace(`regex: ${digit};`, `regex: ${digit === '0' ? 1 : 0};`);
    };
    await Promise.all(SHARDS.map((shard) => lab.pod(shard).rewrite(keep)));
    await eventually('twenty seconds have gone by', () => Date.now() > began + 21_000);
    const query = 'min(count_over_time(load[20s]))';
    const at = began / 1_000 + 19;
    const [chained, penalized] = [await ask(view, query, { at }), await ask(url, query, { at })].map(valueOf);
    await Promise.all(SHARDS.map((shard) => lab.pod(shard).reload()));
    await pod.stop();
    expect(chained).toBeGreaterThanOrEqual(11);
    expect(penalized).toBeLessThan(chained!);
    await isWhole(view);
  }, 150_000);

  test('the label of the shard inside of partial results: all but those of one would count as copies', async () => {
    await Promise.all(
      SHARDS.map((shard) =>
        lab.pod(shard).rewrite((text) => text.replaceAll(/^ *labels:\n *on_shard: .*\n/gm, '')),
      ),
    );
    // The guard counts one shard now, and says nothing: but for it the sum would be a part.
    await eventually(
      'rules say nothing',
      async () => (await ask(view, RECORD)).series.length === 0,
      DEADLINE,
    );
    await becomesWrong(view, 'sum(partial:Total:sum:load{on_shard=""})', isPart);
    await Promise.all(SHARDS.map((shard) => lab.pod(shard).reload()));
    await isWhole(view);
  }, 300_000);

  test('the label that is taken from alerts: each would come from every Ruler', async () => {
    const named = (): number =>
      sink
        .firing()
        .filter(({ alertname, thanos_ruler_replica: by }) => alertname === ALERT && by !== undefined).length;
    await eventually(
      'the alert is there',
      () => sink.firing().some(({ alertname }) => alertname === ALERT),
      DEADLINE,
    );
    expect(named()).toBe(0);
    await lab.pod(OTHER).stop();
    await lab.start(RULER, 1, without(/alert.label-drop/));
    await eventually('it is there once more', () => named() === 1, DEADLINE);
    await lab.pod(OTHER).stop();
    await lab.start(RULER, 1);
    await lab.untilReady(OTHER);
  }, 150_000);

  test('the guard: with a shard that is on no list a rule would record a part', async () => {
    const address = (await lab.serviceUrl('prometheus-k8s-shard-1-thanos', 10901)).replace('http://', '');
    await lab.pod(OTHER).rewrite(withoutGuard);
    await lab.pod(`${QUERY}-0`).rewrite((text) => {
      const file = parse(text) as EndpointsFile;
      return stringify({ ...file, endpoints: file.endpoints.filter((each) => each.address !== address) });
    });
    await eventually('it is wrong', async () => isBelow((await alertAt(await url(OTHER))).value), DEADLINE);
    expect(isBelow((await alertAt(await url(`${RULER}-0`))).value)).toBe(false);
    await lab.pod(`${QUERY}-0`).reload();
    await lab.pod(OTHER).reload();
    await isWhole(view);
  }, 200_000);

  test('a Ruler that need not answer: one that must would fail all queries when it dies', async () => {
    const { url: strictly, pod } = await other(
      'needs-rulers',
      (args) => args,
      (file) => ({ ...file, endpoints: file.endpoints.map((each) => ({ ...each, strict: true })) }),
    );
    expect(valueOf(await ask(strictly, 'sum(load)'))).toBe(TOTAL);
    await lab.pod(OTHER).kill();
    await eventually('it fails', async () => (await ask(strictly, 'sum(load)')).status === 422, DEADLINE);
    await eventually(
      'the other goes on',
      async () => valueOf(await ask(view, 'sum(load)')) === TOTAL,
      DEADLINE,
    );
    expect((await ask(strictly, 'sum(load)')).status).toBe(422);
    await pod.stop();
    await lab.start(RULER, 1);
    await lab.untilReady(OTHER);
  }, 150_000);

  test('the refusal of resets(): a Query knows of none', async () => {
    const query = 'min(resets(saw_total[20s])) >= 2';
    const whole = await lab.url('prometheus-whole-0', 'prometheus');
    await eventually(
      'one server sees some',
      async () => valueOf(await ask(whole, query)) !== undefined,
      DEADLINE,
    );
    expect(valueOf(await ask(view, 'max(resets(saw_total[20s]))'))).toBe(0);
  }, 130_000);

  describe('while a shard is gone:', () => {
    beforeAll(async () => {
      await lab.pod(SHARD).kill();
      await eventually('queries fail', async () => (await ask(view, 'sum(load)')).status === 422, DEADLINE);
    }, 130_000);

    test('strict endpoints: it would be forgotten', async () => {
      const { url: loose, pod } = await other(
        'forgets',
        (args) => args,
        (file) => ({ ...file, endpoints: file.endpoints.map(({ address }) => ({ address })) }),
      );
      const { warnings } = await becomesWrong(loose, 'sum(load)', isPart);
      expect(warnings).toEqual([]);
      expect((await ask(view, 'sum(load)')).status).toBe(422);
      await pod.stop();
    }, 150_000);

    test('no partial responses: a part would be an answer', async () => {
      const { url: lenient, pod } = await other('is-lenient', (args) =>
        args.map((arg) => arg.replace('--no-query.partial', '--query.partial')),
      );
      const { warnings } = await becomesWrong(lenient, 'sum(load)', isPart);
      expect(warnings).not.toEqual([]);
      await pod.stop();
    }, 150_000);

    test('groups that abort: without it, and without the guard, a part would be recorded', async () => {
      // The guard alone taken away: the rule fails.
      await lab.pod(OTHER).rewrite(withoutGuard);
      await eventually(
        'the rule fails',
        async () => (await alertAt(await url(OTHER))).health === 'err',
        DEADLINE,
      );
      expect(isBelow((await alertAt(await url(OTHER))).value)).toBe(false);
      await lab
        .pod(OTHER)
        .rewrite((text) =>
          text.replaceAll(/^( *)(query_offset: .*)$/gm, '$1$2\n$1partial_response_strategy: warn'),
        );
      await eventually(
        'it is wrong, and holds itself to be well',
        async () => {
          const { health, value } = await alertAt(await url(OTHER));
          return health === 'ok' && isBelow(value);
        },
        DEADLINE,
      );
      await lab.pod(OTHER).reload();
    }, 150_000);

    test('the one group that does not abort: nobody would tell', async () => {
      const isTold = async (pod: string): Promise<boolean> => {
        const answer = await fetch(`${await url(pod)}/api/v1/alerts`);
        return (await answer.text()).includes('PrometheusShardMissing');
      };
      await eventually('it is told', async () => isTold(OTHER), DEADLINE);
      await lab.pod(OTHER).rewrite((text) => text.replaceAll(/^ *partial_response_strategy: warn\n/gm, ''));
      await eventually('it is not told', async () => !(await isTold(OTHER)), DEADLINE);
      await lab.pod(OTHER).reload();
      expect(await isTold(`${RULER}-0`)).toBe(true);
    }, 250_000);
  });

  test('the response timeout: a shard that hangs would hold every query up', async () => {
    await lab.start('prometheus-k8s-shard-1');
    await lab.untilReady(SHARD);
    await isWhole(view);
    const { url: patient, pod } = await other('waits-for-ever', (args) =>
      args.map((arg) => arg.replace(/^--store.response-timeout=.*/, '--store.response-timeout=0ms')),
    );
    await eventually('it sees all', async () => valueOf(await ask(patient, 'sum(load)')) === TOTAL, DEADLINE);
    lab.pod(SHARD).process('prometheus').kill('SIGSTOP');
    const waiting = ask(patient, 'sum(load)', { timeout: 6_000 });
    const answer = await ask(view, 'sum(load)');
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(answer).toMatchObject({ status: 422, series: [] });
    expect(answer.took).toBeLessThan(6_000);
    lab.pod(SHARD).process('prometheus').kill('SIGCONT');
    await isWhole(view);
    await pod.stop();
  }, 300_000);

  const url = async (pod: string): Promise<string> => lab.url(pod, 'thanos-ruler');
});

/** A sum over a part. */
function isBelow(value: number | undefined): boolean {
  return value !== undefined && value < TOTAL;
}
