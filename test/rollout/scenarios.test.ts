import { setTimeout as sleep } from 'node:timers/promises';
import { describeCluster, eventually, useCluster } from '../cluster';
import { NAME, type SetOptions } from './alertmanagers';
import { Bed } from './bed';
import { Companion } from './companion';

/**
 * Milliseconds in which what goes wrong would show: the start delay, one `group_interval`, the turn of the last one, and as
 * much again as a busy machine may take.
 */
const AFTERMATH = 65_000;

interface Scenario {
  readonly change: string;
  readonly persistent: boolean;
  readonly options: Partial<SetOptions>;

  /** Whether the new revision works. */
  readonly good: boolean;

  /** Whether wrong notifications are held as well; for the others the table shows them, and nobody has looked yet. */
  readonly quiet: boolean;
}

/** What is to be true of each rollout by the companion. */
const NOTHING_LOST = { silencesLost: 0, logLost: 0, leaks: 0 };
const NOTHING_WRONG = { ...NOTHING_LOST, duplicates: 0, missed: 0 };

const SCENARIOS: readonly Scenario[] = [
  { change: 'clean roll', persistent: false, options: { annotation: 'x' }, good: true, quiet: true },
  {
    change: 'new cluster label, no PVC',
    persistent: false,
    options: { label: 'second' },
    good: true,
    quiet: false,
  },
  {
    change: 'wrong peers, no PVC',
    persistent: false,
    options: { peer: '127.0.0.1' },
    good: false,
    quiet: false,
  },
  { change: 'wrong peers, PVC', persistent: true, options: { peer: '127.0.0.1' }, good: false, quiet: false },
  { change: 'bad flag', persistent: false, options: { args: ['--no.such.flag'] }, good: false, quiet: true },
];

interface Row {
  readonly change: string;
  readonly by: 'stock' | 'companion';
  readonly silencesLost: number;
  readonly logLost: number;
  readonly duplicates: number;
  readonly leaks: number;
  readonly missed: number;
  readonly replaced: number;
  readonly verdict: string;
  readonly seconds: number;
}

describeCluster('a rollout of three Alertmanagers', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let companion: Companion;
  const rows: Row[] = [];

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
  });

  afterAll(() => {
    process.stdout.write(`${renderTable(rows)}\n`);
  });

  /** Both at once, so that both have the same machine. */
  test.each(SCENARIOS)(
    '$change: the companion loses nothing, and says nothing that is silenced',
    async (scenario) => {
      const [stock, row] = await Promise.all([play(scenario, 'stock'), play(scenario, 'companion')]);
      rows.push(stock, row);
      // What the stock one loses is not the same in every run; that it replaces all, or gets stuck, is.
      expect(stock.verdict).toMatch(/complete|stuck/);
      expect(row).toMatchObject(scenario.quiet ? NOTHING_WRONG : NOTHING_LOST);
      expect(row.replaced).toBe(scenario.good ? 3 : 1);
      expect(row.verdict).toMatch(scenario.good ? /^exit 0/ : /^exit 11/);
    },
    300_000,
  );

  async function play(scenario: Scenario, by: Row['by']): Promise<Row> {
    const { change, persistent, options, good } = scenario;
    const namespace = `${by}-${change.replace(/\W+/g, '-').toLowerCase()}`;
    const strategy = by === 'stock' ? 'RollingUpdate' : 'OnDelete';
    // As the library writes it for a companion; the stock StatefulSet of most charts has no such flag.
    const startDelay = by === 'stock' ? {} : { startDelay: '15s' };
    const bed = await Bed.prepare(cluster(), { namespace, strategy, persistent, ...startDelay });
    await bed.remember();
    const former = bed.uids();
    const started = Date.now();
    await bed.apply(options);
    let verdict: string;
    if (by === 'stock') {
      verdict = (await bed.untilStockIsDone(good ? 60_000 : 30_000)) ? 'complete' : 'stuck';
    } else {
      const run = await companion.run(['rollout', NAME, '-n', namespace, '--deadline', '20s']);
      verdict = `exit ${run.code}`;
      if (process.env.CDK8S_PROMETHEUS_VERBOSE !== undefined) {
        process.stdout.write(
          `${JSON.stringify(bed.names.map((name) => bed.pod(name).address))}\n${run.stdout}${run.stderr}`,
        );
      }
    }
    const seconds = Math.round((Date.now() - started) / 100) / 10;
    await sleep(AFTERMATH);
    await bed.traffic.stop();
    await eventually('a page for all that fires', () => bed.traffic.isSaid, { deadline: 30_000 }).catch(
      () => undefined, // the table counts them
    );
    if (process.env.CDK8S_PROMETHEUS_VERBOSE !== undefined) {
      process.stdout.write(`${bed.traffic.history()}\n`);
    }
    const lost = await bed.lost();
    // The instance at which it stopped may lack anything: it is the others that must be whole.
    const counted = good ? lost : lost.slice(1);
    const now = bed.uids();
    const row: Row = {
      change,
      by,
      silencesLost: Math.max(...counted.map(({ sil }) => sil)),
      logLost: Math.max(...counted.map(({ nfl }) => nfl)),
      // One that found no mesh pages on its own until somebody undoes the change; the table shows what the others did.
      ...bed.traffic.count(good || by === 'stock' ? undefined : bed.pod(`${NAME}-0`).address),
      replaced: Object.keys(former).filter((name) => former[name] !== now[name]).length,
      verdict,
      seconds,
    };
    await cluster().kubectl(['delete', 'namespace', namespace, '--wait=false']);
    return row;
  }
});

function renderTable(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  const table = [header, ...rows.map((row) => Object.values(row).map(String))];
  const widths = header.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
