import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { AlertSink, ask, Exporters, Lab, type Answer } from './lab';
import {
  build,
  DEADLINE,
  FRONT,
  NAMES,
  RECORDED,
  rulesSayNothing,
  TARGETS,
  THANOS,
  type Kind,
} from './shards-view/kinds';

/** The pod that goes missing. */
const SHARD = 'prometheus-k8s-shard-1-0';

/** How a shard comes to be missing, and back. */
interface Missing {
  readonly is: string;
  readonly begin: () => void | Promise<void>;
  readonly end: () => void | Promise<void>;

  /** What is seen meanwhile. @default - what a view says that knows that it lacks a shard */
  readonly whileMissing?: (view: string) => Promise<void>;
}

interface Rules {
  readonly data: {
    readonly groups: ReadonlyArray<{
      readonly rules: ReadonlyArray<{ readonly name: string; readonly query: string }>;
    }>;
  };
}

/** How many samples a query reads, by what the engine says itself. */
async function samplesRead(url: string, query: string): Promise<number> {
  const parameters = new URLSearchParams({ query, stats: 'all' });
  const answer = await fetch(`${url}/api/v1/query?${parameters.toString()}`);
  const { data } = (await answer.json()) as {
    data: { stats: { samples: { totalQueryableSamples: number } } };
  };
  return data.stats.samples.totalQueryableSamples;
}

/** What a rule has become, above the shards. */
async function writtenAs(url: string, record: string): Promise<string | undefined> {
  const { data } = (await (await fetch(`${url}/api/v1/rules`)).json()) as Rules;
  return data.groups.flatMap(({ rules }) => rules).find(({ name }) => name === record)?.query;
}

function values({ series }: Answer): string[] {
  return series
    .map(({ metric, value }) => `${JSON.stringify(Object.entries(metric).sort())} ${value[1]}`)
    .sort();
}

describeWith(['prometheus', 'thanos'], 'a Prometheus of two shards, seen through', () => {
  describe('a view of Thanos,', () => {
    isAsOneServer(THANOS);
  });
  describe('a front,', () => {
    isAsOneServer(FRONT);
  });
});

function isAsOneServer(kind: Kind): void {
  let lab: Lab;
  let exporters: Exporters;
  let sinks: AlertSink[];
  let view: string;
  let whole: string;

  const equal = async (query: string): Promise<boolean> => {
    const [seen, truth] = [await ask(view, query), await ask(whole, query)];
    return truth.series.length > 0 && JSON.stringify(values(seen)) === JSON.stringify(values(truth));
  };

  beforeAll(async () => {
    // With a timestamp a sample counts for five minutes: one late scrape on a busy machine makes no difference.
    exporters = await Exporters.start(
      TARGETS,
      (index) => `load{zone="${index % 3}"} ${index + 1} ${Date.now()}\n`,
    );
    sinks = [await AlertSink.start(), await AlertSink.start()];
    lab = await Lab.create((chart) => {
      build(chart, kind, exporters.addresses, sinks);
    });
    await lab.startServices();
    for (const workload of ['prometheus-whole', 'prometheus-k8s', 'prometheus-k8s-shard-1', kind.answering]) {
      await lab.start(workload);
    }
    for (const pod of kind.evaluating) {
      const [, workload = '', ordinal = ''] = /^(.+)-(\d+)$/.exec(pod) ?? [];
      await lab.start(workload, Number(ordinal));
    }
    view = await lab.serviceUrl('prometheus-k8s', 9090);
    whole = await lab.url('prometheus-whole-0', 'prometheus');
    await lab.untilReady('prometheus-whole-0', 'prometheus-k8s-0', SHARD, `${kind.answering}-0`);
  }, 180_000);

  afterAll(async () => {
    await lab.stop();
    exporters.stop();
    sinks.forEach((sink) => {
      sink.stop();
    });
  }, 60_000);

  test('has targets on both shards', async () => {
    for (const pod of ['prometheus-k8s-0', SHARD]) {
      const own = await eventually(
        `${pod} scrapes`,
        async () => (await ask(await lab.url(pod, 'prometheus'), 'up')).series,
        DEADLINE,
      );
      expect(own.length).toBeLessThan(TARGETS);
    }
  }, 130_000);

  test.each([...NAMES, 'load', 'count(load)', 'count without (instance) (load)', 'topk(2, load)'])(
    'answers as one server does: %s',
    async (query) => {
      await eventually(`${query} is equal`, () => equal(query), DEADLINE);
    },
    130_000,
  );

  test('reads less than a fifth of the samples for a rule that is split', async () => {
    const { record, expr } = RECORDED.rate;
    const written = await writtenAs(await kind.evaluator(lab), record);
    expect(written).toContain('partial:');
    // After a start it takes a minute until there is as much as the rule looks back.
    await eventually(
      'five times as much is read raw',
      async () => (await samplesRead(view, expr)) >= 5 * (await samplesRead(view, written!)),
      DEADLINE,
    );
    expect(await samplesRead(view, written!)).toBeGreaterThan(0);
  }, 130_000);

  test('fires each alert once, with the same labels', async () => {
    await eventually(
      'all alerts are there, and equal',
      () =>
        sinks[0]!.said().length === 3 &&
        JSON.stringify(sinks[0]!.said()) === JSON.stringify(sinks[1]!.said()),
      DEADLINE,
    ).catch(() => {
      expect(sinks[0]!.said()).toEqual(sinks[1]!.said());
    });
  }, 130_000);

  test.each<Missing>([
    {
      is: 'is gone',
      begin: async () => lab.pod(SHARD).kill(),
      end: async () => {
        await lab.start('prometheus-k8s-shard-1');
      },
    },
    {
      is: 'hangs',
      begin: () => {
        lab.pod(SHARD).pause();
      },
      end: () => {
        lab.pod(SHARD).resume();
      },
    },
    {
      is: 'answers later than it is waited for',
      begin: () => {
        lab.slowDown(...kind.reading, 5_000);
      },
      end: () => {
        lab.slowDown(...kind.reading, 0);
      },
    },
    {
      is: 'is not on the list of what is read',
      begin: async () => {
        const address = (await lab.serviceUrl(...kind.reading)).replace('http://', '');
        await lab.pod(kind.listed.pod).rewrite((text) => kind.listed.without(text, address));
      },
      end: async () => {
        await lab.pod(kind.listed.pod).reload();
      },
      // Who reads only the others knows nothing of it: but for the guard of the rules, a part would pass for the whole.
      whileMissing: async (reader) => {
        expect(Number((await ask(reader, 'count(load)')).series[0]?.value[1])).toBeLessThan(TARGETS);
        await rulesSayNothing(reader);
      },
    },
  ])(
    'is silent and never wrong while a shard $is, tells it, and comes back by itself',
    async ({ begin, end, whileMissing = kind.whileMissing }) => {
      const began = Date.now() / 1_000;
      await begin();
      await eventually(
        'the missing shard is told',
        () => sinks[0]!.firing().some(({ alertname }) => alertname === 'PrometheusShardMissing'),
        DEADLINE,
      );
      await whileMissing(view);
      await end();
      await lab.untilReady(SHARD);
      for (const query of NAMES) {
        await eventually(`${query} is equal again`, () => equal(query), DEADLINE);
      }
      await eventually(
        'the alert ends',
        () => !sinks[0]!.firing().some(({ alertname }) => alertname === 'PrometheusShardMissing'),
        DEADLINE,
      );
      const since = `[${Math.ceil(Date.now() / 1_000 - began)}s:1s]`;
      for (const bound of ['min', 'max'].map((word) => `${word}_over_time`)) {
        for (const query of [RECORDED.split.record, RECORDED.raw.record]) {
          expect(values(await ask(view, `${bound}(${query}${since})`))).toEqual(
            values(await ask(whole, `${bound}(${query}${since})`)),
          );
        }
      }
    },
    400_000,
  );

  test('waits for a shard that answers late, but in time', async () => {
    lab.slowDown(...kind.reading, 700);
    const began = Date.now() / 1_000;
    for (const { record } of [RECORDED.split, RECORDED.raw]) {
      await eventually(
        `${record} from after that`,
        async () => {
          const { series } = await ask(view, `timestamp(${record})`);
          return series.length > 0 && series.every(({ value }) => Number(value[1]) > began + 5);
        },
        DEADLINE,
      );
    }
    for (const query of [...NAMES, 'count(load)']) {
      expect(values(await ask(view, query))).toEqual(values(await ask(whole, query)));
    }
    expect(sinks[0]!.said()).toEqual(sinks[1]!.said());
    lab.slowDown(...kind.reading, 0);
  }, 200_000);

  if (kind.spared.length > 0) {
    test('goes on while a Query and a Ruler are gone, and says nothing twice', async () => {
      await lab.start(kind.answering, 1);
      await lab.untilReady(`${kind.answering}-1`);
      const began = Date.now() / 1_000;
      await Promise.all(kind.spared.map((part) => lab.pod(`${part}-0`).kill()));
      for (const { record } of [RECORDED.split, RECORDED.raw]) {
        await eventually(
          `${record} from after that`,
          async () => {
            const { series } = await ask(view, `timestamp(${record})`);
            return series.length > 0 && series.every(({ value }) => Number(value[1]) > began + 10);
          },
          DEADLINE,
        );
      }
      for (const query of NAMES) {
        await eventually(`${query} is equal`, () => equal(query), DEADLINE);
      }
      expect(sinks[0]!.said()).toEqual(sinks[1]!.said());
    }, 300_000);
  }
}
