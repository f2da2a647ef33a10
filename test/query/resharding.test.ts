import type { Chart } from 'cdk8s';
import { Prometheus } from '../../lib/prometheus';
import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { ask, Exporters, Lab } from './lab';

const TARGETS = 24;
const DEADLINE = { deadline: 120_000 };

/** Seconds between two scrapes of a target. */
const INTERVAL = 5;

/** Seconds after which a Prometheus tells its scrapers at last which targets there are by now. */
const NOTICE = 5;

interface Size {
  readonly shards: number;
  readonly retired?: readonly number[];
}

/** Samples of a target: seconds since 1970, and values. */
type Samples = ReadonlyArray<readonly [number, string]>;

interface Matrix {
  readonly data: {
    readonly result: ReadonlyArray<{
      readonly metric: Readonly<Record<string, string>>;
      readonly values: Samples;
    }>;
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const view = { kind: 'thanos', query: { responseTimeout: '5s', endpointReloadInterval: '1s' } } as const;

function build(chart: Chart, targets: readonly string[], { shards, retired = [] }: Size): void {
  new Prometheus(chart, 'k8s', {
    shards,
    retiredShards: retired.map((shard) => ({ shard, until: '2099-01-01' })),
    globalView: view,
    storage: { emptyDir: {} },
    selfMonitoring: false,
    rulesConfigMap: 'none',
    scrapeInterval: `${INTERVAL}s`,
    scrapeTimeout: `${INTERVAL}s`,
    externalLabels: { cluster: 'eu' },
    additionalScrapeConfigs: [{ job_name: 'load', static_configs: [{ targets: [...targets] }] }],
  });
}

/** What a view says of the past, as text: each series with all its values. */
async function history(url: string, query: string, { from, to }: Range): Promise<string[]> {
  const parameters = new URLSearchParams({ query, start: `${from}`, end: `${to}`, step: '1' });
  const { data } = (await (
    await fetch(`${url}/api/v1/query_range?${parameters.toString()}`)
  ).json()) as Matrix;
  return data.result
    .map(({ metric, values }) => JSON.stringify([Object.entries(metric).sort(), values]))
    .sort();
}

function seconds(): number {
  return Math.floor(Date.now() / 1_000);
}

describeWith(['prometheus', 'thanos'], 'three shards that become four, and three again', () => {
  let lab: Lab;
  let exporters: Exporters;
  let query: string;

  const podOf = (shard: number): string =>
    shard === 0 ? 'prometheus-k8s-0' : `prometheus-k8s-shard-${shard}-0`;

  const startShard = async (shard: number): Promise<void> => {
    await lab.start(podOf(shard).replace(/-0$/, ''));
    await lab.untilReady(podOf(shard));
  };

  /** The targets of a shard, by what it says itself. */
  const targetsOf = async (shard: number): Promise<string[]> => {
    const url = await lab.url(podOf(shard), 'prometheus');
    const { data } = (await (await fetch(`${url}/api/v1/targets`)).json()) as {
      data: { activeTargets: ReadonlyArray<{ labels: { instance: string } }> };
    };
    return data.activeTargets.map(({ labels }) => labels.instance).sort();
  };

  const untilSpread = async (shards: number, retired: readonly number[] = []): Promise<void> => {
    await eventually(
      'each target is on one shard',
      async () => {
        const spread = await Promise.all(Array.from({ length: shards }, (_, shard) => targetsOf(shard)));
        const rest = (await Promise.all(retired.map((shard) => targetsOf(shard)))).flat();
        return (
          rest.length === 0 && new Set(spread.flat()).size === TARGETS && spread.flat().length === TARGETS
        );
      },
      DEADLINE,
    );
    await eventually(
      'the view has all of them',
      async () => (await ask(query, 'count(load)')).series[0]?.value[1] === String(TARGETS),
      DEADLINE,
    );
  };

  /** Some seconds of a time in which nothing changes. */
  const quietTime = async (): Promise<Range> => {
    const from = seconds();
    await eventually('some scrapes more', () => seconds() >= from + 2 * INTERVAL + 1, DEADLINE);
    return { from: from + 1, to: seconds() - 1 };
  };

  beforeAll(async () => {
    exporters = await Exporters.start(TARGETS, (index) => `load ${index + 1}\n`);
    lab = await Lab.create((chart) => build(chart, exporters.addresses, { shards: 3 }));
    await lab.startServices();
    await Promise.all([0, 1, 2].map(startShard));
    await lab.start('thanos-query-k8s');
    await lab.untilReady('thanos-query-k8s-0');
    query = await lab.url('thanos-query-k8s-0', 'thanos-query');
    await untilSpread(3);
  }, 180_000);

  afterAll(async () => {
    await lab.stop();
    exporters.stop();
  }, 60_000);

  test('the past stays as it was, and no target is left unscraped for more than an interval', async () => {
    const queries = ['load', 'sum(load)', `sum_over_time(load[${INTERVAL}s])`];
    const began = seconds();
    const ofThree = await quietTime();
    const threeSaid = await Promise.all(queries.map((each) => history(query, each, ofThree)));
    expect(threeSaid[0]).toHaveLength(TARGETS);
    const before = await Promise.all([0, 1, 2].map(targetsOf));

    // A new shard starts with its part; the others let go of it when they have read their files.
    await lab.become(
      (chart) => build(chart, exporters.addresses, { shards: 4 }),
      () => startShard(3),
    );
    await untilSpread(4);
    const moved = await targetsOf(3);
    expect(moved.length).toBeGreaterThan(0);
    const after = await Promise.all([0, 1, 2].map(targetsOf));
    after.forEach((targets, shard) => expect(before[shard]).toEqual(expect.arrayContaining(targets)));

    const ofFour = await quietTime();
    const fourSaid = await Promise.all(queries.map((each) => history(query, each, ofFour)));
    for (const [i, each] of queries.entries()) {
      expect(await history(query, each, ofThree)).toEqual(threeSaid[i]);
    }

    // The fourth is retired: it answers, and scrapes nothing any more.
    await lab.become((chart) => build(chart, exporters.addresses, { shards: 3, retired: [3] }));
    await untilSpread(3, [3]);
    expect(await Promise.all([0, 1, 2].map(targetsOf))).toEqual(before);
    await quietTime();
    for (const [i, each] of queries.entries()) {
      expect(await history(query, each, ofThree)).toEqual(threeSaid[i]);
      expect(await history(query, each, ofFour)).toEqual(fourSaid[i]);
    }

    const scrapes = await scrapesOf([0, 1, 2, 3], seconds() - began);
    expect([...scrapes.keys()].sort()).toEqual([...exporters.addresses].sort());
    // Two scrapes of one shard are an interval apart; where a target moves there may be one more between them, and what Prometheus itself takes.
    const widest = Math.max(...[...scrapes.values()].map(widestGap));
    expect(widest).toBeLessThanOrEqual(2 * INTERVAL + NOTICE + 1);
  }, 300_000);

  /** When each target was scraped, by whatever shard. */
  async function scrapesOf(shards: readonly number[], past: number): Promise<Map<string, number[]>> {
    const times = new Map<string, number[]>();
    for (const shard of shards) {
      const url = await lab.url(podOf(shard), 'prometheus');
      const parameters = new URLSearchParams({ query: `load[${past}s]` });
      const { data } = (await (await fetch(`${url}/api/v1/query?${parameters.toString()}`)).json()) as Matrix;
      for (const { metric, values } of data.result) {
        const instance = metric.instance ?? '';
        times.set(instance, [...(times.get(instance) ?? []), ...values.map(([time]) => time)]);
      }
    }
    return times;
  }
});

function widestGap(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(0, ...sorted.slice(1).map((time, i) => time - (sorted[i] ?? 0)));
}
