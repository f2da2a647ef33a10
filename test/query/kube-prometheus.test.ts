import type { PrometheusProps } from '../../lib/prometheus';
import { eventually } from '../cluster/wait';
import { BROADCAST, kubePrometheusRules, missingRules } from '../placement/kube-prometheus';
import type { ScrapedSeries } from '../placement/lab';
import { syntheticSeries } from '../placement/synthetic-series';
import { describeUnless, missingPrograms } from '../support/programs';
import { build, CHAIN, INTERVAL, SHARDS } from './kube-prometheus/app';
import { differences, resultsOf, valuesOf, type Period } from './kube-prometheus/results';
import { SyntheticTargets } from './kube-prometheus/targets';
import { startTruth } from './kube-prometheus/truth';
import { AlertSink, ask, Lab, missingRoots, valueOf } from './lab';

const SEED = 7;

/** So many series of each target have few labels. */
const PLAIN = 3;

/** Seconds in which each rule is evaluated several times. */
const LENGTH = (3 * INTERVAL) / 1_000;

/** Seconds after which all has been evaluated that there is to be. */
const LAG = 26;

/** Seconds in which targets begin, rules that read others come to have something to read, and `for` goes by. */
const SETTLING = 36;

/** Of this job a target is down. */
const DOWN = 'node-exporter';

interface Kind {
  readonly globalView: NonNullable<PrometheusProps['globalView']>;
  readonly parts: ReadonlyArray<readonly [workload: string, ordinal: number]>;
}

const THANOS: Kind = {
  globalView: { kind: 'thanos', query: { endpointReloadInterval: '1s' } },
  parts: [
    ['thanos-query-k8s', 0],
    ['thanos-ruler-k8s', 0],
  ],
};

const FRONT: Kind = {
  globalView: { kind: 'prometheus', front: { replicas: 1 } },
  parts: [['prometheus-k8s-front', 0]],
};

const missing = missingRules ?? missingPrograms(['prometheus', 'thanos']) ?? missingRoots();

describeUnless(missing, 'the rules of kube-prometheus, on three shards and', () => {
  describe('a view of Thanos,', () => {
    areAsOnOneServer(THANOS);
  });
  describe('a front,', () => {
    areAsOnOneServer(FRONT);
  });
});

function areAsOnOneServer({ globalView, parts }: Kind): void {
  const rules = kubePrometheusRules();
  const records = new Set(
    rules.flatMap(({ groups }) =>
      groups.flatMap((group) => group.rules.flatMap(({ rule }) => rule.record ?? [])),
    ),
  );
  let lab: Lab;
  let targets: SyntheticTargets;
  let sinks: [AlertSink, AlertSink];
  let view: string;
  let whole: string;
  let began: number;

  beforeAll(async () => {
    targets = await SyntheticTargets.start(
      onePlaceForEachPod(syntheticSeries(rules, BROADCAST, SHARDS, SEED, PLAIN)),
      SHARDS,
    );
    targets.fail(DOWN);
    sinks = [await AlertSink.start(), await AlertSink.start()];
    lab = await Lab.create(
      (chart) => {
        build(chart, { globalView, rules, targets, sinks });
      },
      { ownRoots: true },
    );
    await lab.startServices();
    const shards = Array.from(
      { length: SHARDS },
      (_, shard) => `prometheus-k8s${shard === 0 ? '' : `-shard-${shard}`}`,
    );
    await Promise.all(shards.map((workload) => lab.start(workload)));
    await startTruth(
      lab,
      'prometheus-whole',
      shards.map((workload) => `${workload}-0`),
    );
    for (const [workload, ordinal] of parts) {
      await lab.start(workload, ordinal);
    }
    view = await lab.serviceUrl('prometheus-k8s', 9090);
    whole = await lab.url('prometheus-whole-0', 'prometheus');
    await lab.untilReady(
      ...shards.map((workload) => `${workload}-0`),
      'prometheus-whole-0',
      `${parts[0]![0]}-0`,
    );
    await eventually(
      'everybody scrapes',
      async () => {
        const counts = [await ask(view, 'count(up)'), await ask(whole, 'count(up)')].map(valueOf);
        return counts.every((count) => count === targets.count);
      },
      { deadline: 60_000 },
    );
    targets.begin();
    began = Date.now() / 1_000;
  }, 180_000);

  afterAll(async () => {
    await lab.stop();
    targets.stop();
    sinks.forEach((sink) => {
      sink.stop();
    });
  }, 60_000);

  /**
   * Waits until the results of some time are those of one server: a machine that stood still for long must not count. Gives the
   * values of a label, by which the rules are known that have results.
   */
  const untilEqual = async (selector: string, label: string): Promise<ReadonlySet<string>> => {
    let last: string[] = [];
    return eventually(
      'all results are those of one server',
      async () => {
        const period: Period = { until: Math.floor(Date.now() / 1_000) - LAG, length: LENGTH };
        if (period.until - LENGTH < began + SETTLING) {
          return false;
        }
        const [truth, seen] = [
          await resultsOf(whole, selector, period),
          await resultsOf(view, selector, period),
        ];
        last = differences(truth, seen);
        return truth.size > 0 && last.length === 0 && valuesOf(truth, label);
      },
      { deadline: 150_000, every: 2_000 },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${last.length} series differ\n${last.slice(0, 5).join('\n')}`, {
        cause: error,
      });
    });
  };

  test('recorded series are the same, at the same times', async () => {
    const names = await untilEqual(`{__name__=~"${[...records, ...CHAIN].join('|')}"}`, '__name__');
    expect([...names]).toEqual(expect.arrayContaining(CHAIN));
    expect(names.size).toBeGreaterThan(60);
  }, 200_000);

  test('alerts are the same, at the same times', async () => {
    const names = await untilEqual('ALERTS', 'alertname');
    expect(names.size).toBeGreaterThan(70);
  }, 200_000);

  test('the same alerts are sent', async () => {
    await eventually(
      'both have the same',
      () =>
        sinks[1].said().length > 50 && JSON.stringify(sinks[0].said()) === JSON.stringify(sinks[1].said()),
      { deadline: 60_000 },
    ).catch(() => {
      expect(sinks[0].said()).toEqual(sinks[1].said());
    });
  }, 90_000);

  test('without query offsets no result would have the time that it has on one server', async () => {
    const [record = ''] = CHAIN;
    const phase = async (url: string): Promise<number> =>
      Math.round((valueOf(await ask(url, `timestamp(${record})`)) ?? NaN) * 1_000) % INTERVAL;
    expect(await phase(view)).toBe(await phase(whole));
    const [evaluator, ordinal] = parts.at(-1)!;
    await lab
      .pod(`${evaluator}-${ordinal}`)
      .rewrite((text) => text.replaceAll(/^ *query_offset: .*\n/gm, ''));
    await eventually('it is another', async () => (await phase(view)) !== (await phase(whole)), {
      deadline: 60_000,
    });
  }, 90_000);
}

/** A pod is on one node: else it is by chance which of them a rule takes, also on one server. */
function onePlaceForEachPod(series: readonly ScrapedSeries[]): ScrapedSeries[] {
  const pods = new Set<string>();
  return series.filter(({ labels: { __name__: name, cluster, namespace, pod } }) => {
    const key = JSON.stringify([cluster, namespace, pod]);
    const isFirst = name !== 'kube_pod_info' || !pods.has(key);
    if (name === 'kube_pod_info') {
      pods.add(key);
    }
    return isFirst && name !== 'up';
  });
}
