import { minimal, selectionOf, selectionOnLeaf } from '../../lib/federation/match';
import { writerName, WRITER_LABEL, type PushInput } from '../../lib/placement';
import { satisfies } from '../../lib/promql';
import { NOW, randomSeries, SPREADINGS } from '../placement/arbitrary-series';
import { agree, areTied } from '../placement/lab';
import { Server, type Series } from '../placement/server';
import { describeUnless, missingPrograms } from '../support/programs';
import { push } from './push';
import { alive, COUNT, LEAVES, LOSING, recorded, sample, SEED, shown } from './random-rules';

/** How a hub has the series of its leaves. */
interface Transport {
  readonly where: string;
  readonly given: Partial<PushInput>;
  readonly leaves: ReadonlyArray<Readonly<Record<string, string>>>;

  /** What becomes of series on their way. */
  readonly arrived: (series: readonly Series[]) => Series[];

  /** Whether all of them are there, and not only those that rules read. */
  readonly isAll: boolean;
}

const TRANSPORTS: readonly Transport[] = [
  { where: 'leaves are asked', given: {}, leaves: LEAVES, arrived: (series) => [...series], isAll: false },
  {
    // Of the replicas the second one says something else.
    where: 'replicas of leaves write',
    given: { writtenWithin: '1m' },
    leaves: LEAVES,
    arrived: (series) =>
      series.flatMap((each) => [writtenBy('pod-0', each), writtenBy('pod-1', distorted(each))]),
    isAll: false,
  },
  {
    where: 'leaves are read, the hub among them',
    given: { byThanos: true, alive: 3 },
    leaves: [...LEAVES, { cluster: 'hub', prometheus: 'monitoring/hub' }],
    arrived: (series) => [...series],
    isAll: true,
  },
];

describeUnless(missingPrograms(['prometheus', 'promtool']), 'random rules on real servers', () => {
  test.each(TRANSPORTS)(
    'yield on a hub, from parts of its leaves and what comes up, what one server with all targets yields, where $where',
    async ({ given, leaves, arrived, isAll }) => {
      const hasOwn = leaves.length < 3;
      const pushed = push(
        [{ name: 'random', rules: sample().map((expr, index) => ({ alert: `Alert${index}`, expr })) }],
        { beside: hasOwn ? leaves.map(({ cluster = '' }) => cluster) : undefined, ...given },
      );
      const written = sample();
      // Shards 0 and 1 are leaves, 2 is what the hub scrapes itself.
      const all = randomSeries(SEED, 3, SPREADINGS[1]!);
      const upstairs = (shard: number): Series[] =>
        all
          .filter((each) => each.shard === shard)
          .map((each) => ({ ...each, labels: { ...each.labels, ...leaves[shard] } }));
      const asked = minimal(pushed.reads.map(selectionOf));
      const servers = await Promise.all(
        ['one', 'hub', ...leaves.map((_, index) => `leaf-${index}`)].map((name) => Server.create(name)),
      );
      const [one, hub, ...below] = servers as [Server, Server, ...Server[]];
      try {
        await one.add([0, 1, 2].flatMap(upstairs));
        for (const [index, leaf] of below.entries()) {
          await leaf.add(all.filter(({ shard }) => shard === index));
        }
        const federated = leaves.flatMap((labels, shard) =>
          upstairs(shard).filter(
            ({ labels: its }) =>
              isAll ||
              asked.some((selection) =>
                selectionOnLeaf(selection, labels)?.every((matcher) =>
                  satisfies(matcher, its[matcher.name] ?? ''),
                ),
              ),
          ),
        );
        const times = [...new Set([...all.flatMap(({ samples }) => samples.map(([time]) => time)), NOW])];
        await hub.add([
          ...arrived(federated),
          ...(hasOwn ? upstairs(2) : []),
          ...leaves.flatMap((labels) => [alive(labels), writer(labels, times)]),
        ]);
        const parts: Series[] = [];
        for (const [index, labels] of leaves.entries()) {
          parts.push(...arrived(await recorded(below[index]!, pushed.below, labels)));
        }
        parts.push(...(await recorded(hub, pushed.above, {})));
        await hub.add(parts);
        const expected = await one.evaluate(written, NOW);
        const found = await hub.evaluate(
          pushed.rules.map(({ above }) => above),
          NOW,
        );
        const compared = pushed.rules.map((rule, index) => ({
          rule,
          expr: written[index]!,
          expected: expected[index]!,
          found: found[index]!,
        }));
        const judged = compared.filter(
          ({ expected: its, rule }) => its !== 'error' && rule.coarse.length === 0,
        );
        const wrong = judged.filter(
          (each) =>
            !agree(each.expected, each.found) &&
            !(
              /topk|bottomk/.test(each.expr) &&
              !LOSING.includes(each.expr) &&
              areTied(each.expected, each.found)
            ),
        );
        expect(
          wrong.map(({ rule, expr, expected: its, found: got }) => [
            expr,
            rule.above,
            shown(its),
            shown(got),
          ]),
        ).toEqual([]);
        expect(judged.filter(({ expected: its }) => its !== 'error' && its.size > 0).length).toBeGreaterThan(
          COUNT / 8,
        );
        expect(new Set(judged.map(({ rule }) => rule.class))).toEqual(
          new Set(['own', 'leaf', 'combined', 'raw']),
        );
      } finally {
        await Promise.all(servers.map((server) => server.stop()));
      }
    },
    180_000,
  );
});

/** Who counts, at all times: for that rule there is a test of its own. */
function writer(labels: Readonly<Record<string, string>>, times: readonly number[]): Series {
  return writtenBy('pod-0', {
    labels: { __name__: writerName('federated:hub'), ...labels },
    samples: times.map((time) => [time, 1]),
  });
}

function writtenBy(pod: string, { labels, samples }: Series): Series {
  return { labels: { ...labels, [WRITER_LABEL]: pod }, samples };
}

function distorted({ labels, samples }: Series): Series {
  return { labels, samples: samples.map(([time, value]) => [time, value * 7 + 3]) };
}
