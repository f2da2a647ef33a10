import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, STOCK_IMAGES, type Cluster, type Image, type Images } from '../cluster';
import { requireProgram } from '../support/programs';
import { NAME, type SetOptions } from './alertmanagers';
import { Bed } from './bed';
import type { Companion, CompanionRun } from './companion';
import { record, type Row } from './table';

export interface Scenario {
  /** What the table calls it. */
  readonly change: string;

  /** @default false */
  readonly persistent?: boolean;

  /** What the instances are before. */
  readonly before?: Partial<SetOptions>;
  readonly after: Partial<SetOptions>;

  /**
   * Whether the new revision works.
   * @default true
   */
  readonly good?: boolean;

  /**
   * What becomes of the stock one, which knows nothing of meshes.
   * @default 'complete'
   */
  readonly stock?: 'complete' | 'stuck';

  /** What somebody does as soon as the first pod has been replaced. */
  readonly midway?: (bed: Bed, cluster: Cluster) => Promise<void>;

  /**
   * How often it is done: times of one are the machine's, too.
   * @default 1
   */
  readonly times?: number;
}

/** What is to be true of each row of the companion. */
export const NOTHING_LOST = { silencesLost: 0, logLost: 0, leaks: 0, missed: 0 };

/** What is to be true of nearly all of them. */
export const NOTHING_WRONG = { ...NOTHING_LOST, duplicates: 0 };

/**
 * Milliseconds in which what goes wrong would show: the start delay, one `group_interval`, the turn of the last one, and as
 * much again as a busy machine may take.
 */
export const AFTERMATH = 65_000;

/** Milliseconds that a StatefulSet has which nobody expects to be complete. */
const STUCK = 30_000;

function alertmanager(program: string): () => Image {
  return () => ({
    entrypoint: ['/bin/alertmanager'],
    user: 65534,
    workdir: '/alertmanager',
    programs: { '/bin/alertmanager': requireProgram(program) },
  });
}

/** Three versions of Alertmanager, and no other: what else an image is said to be is not there. */
export const VERSIONS: Images = {
  node: STOCK_IMAGES.node!,
  'alertmanager:v0.34.2': alertmanager('alertmanager'),
  'alertmanager:v0.28.1': alertmanager('alertmanager-0.28'),
  'alertmanager:v0.25.0': alertmanager('alertmanager-0.25'),
};

export function alertmanagerImage(version: string): string {
  return `quay.io/prometheus/alertmanager:v${version}`;
}

/** By both at once, so that both have the same machine. */
export async function compare(
  cluster: Cluster,
  companion: Companion,
  scenario: Scenario,
): Promise<readonly [stock: Row, companion: Row & { readonly said: string }]> {
  let said = '';
  const beds = await Promise.all([
    prepare(cluster, scenario, 'stock'),
    prepare(cluster, scenario, 'companion'),
  ]);
  const [stock, row] = await Promise.all([
    play(cluster, scenario, beds[0], 'stock', async (bed) => rollByItself(bed, scenario)),
    play(cluster, scenario, beds[1], 'companion', async (bed) => {
      const run = await rollBy(companion, bed);
      said += run.stdout;
      const [reason = ''] = run.stderr.split('\n');
      return `exit ${run.code}${reason === '' ? '' : `: ${reason}`}`;
    }),
  ]);
  return [stock, { ...row, said }];
}

export async function prepare(cluster: Cluster, scenario: Scenario, by: Row['by']): Promise<Bed> {
  const { change, persistent = false, before = {} } = scenario;
  const old = before.image?.includes(':v0.2') === true;
  return Bed.prepare(cluster, {
    namespace: `${by}-${change.replace(/\W+/g, '-').toLowerCase()}`,
    strategy: by === 'stock' ? 'RollingUpdate' : 'OnDelete',
    persistent,
    // As the library writes it for a companion; the stock StatefulSet of most charts has no such flag.
    ...(by === 'companion' && !old && { startDelay: '15s' }),
    ...before,
  });
}

/**
 * Does the change, waits until all that goes wrong has shown, and counts.
 *
 * @param roll has it done, and says how that ended
 */
export async function play(
  cluster: Cluster,
  { change, after, good = true, midway, times = 1 }: Scenario,
  bed: Bed,
  by: Row['by'],
  roll: (bed: Bed) => Promise<string>,
): Promise<Row> {
  await bed.remember();
  const former = bed.uids();
  const delay = by === 'companion' ? { startDelay: '15s' } : {};
  let verdict = '';
  let milliseconds = 0;
  for (let time = 1; time <= times; time += 1) {
    const started = Date.now();
    await bed.apply({ ...delay, ...after, ...(times > 1 && { annotation: `change ${time}` }) });
    const disturbed = midway === undefined ? undefined : disturb(bed, former, () => midway(bed, cluster));
    verdict = await roll(bed);
    milliseconds += Date.now() - started;
    await disturbed;
    await sleep(AFTERMATH);
  }
  await bed.traffic.stop();
  await eventually('a page for all that fires', () => bed.traffic.isSaid, { deadline: 30_000 }).catch(
    () => undefined, // the table counts them
  );
  if (process.env.CDK8S_PROMETHEUS_VERBOSE !== undefined) {
    process.stdout.write(`${change} by ${by}: ${JSON.stringify(bed.hosts())}\n${bed.traffic.history()}\n`);
  }
  const lost = await bed.lost();
  const now = bed.uids();
  // The instance at which it stopped may lack anything: it is the others that must be whole.
  const others = good ? [] : lost.filter((_, i) => now[bed.names[i] ?? ''] === former[bed.names[i] ?? '']);
  const counted = others.length > 0 ? others : lost;
  const left = bed.names.filter((name) => former[name] !== undefined);
  const row: Row = {
    change,
    by,
    silencesLost: Math.max(...counted.map(({ sil }) => sil)),
    logLost: Math.max(...counted.map(({ nfl }) => nfl)),
    ...bed.traffic.count(),
    replaced: `${left.filter((name) => former[name] !== now[name]).length} of ${left.length}`,
    verdict,
    seconds: Math.round(milliseconds / times / 100) / 10,
  };
  record(row);
  process.stdout.write(`${JSON.stringify(row)}\n`);
  await cluster.kubectl(['delete', 'namespace', bed.namespace, '--wait=false']);
  return row;
}

async function rollByItself(bed: Bed, { stock = 'complete' }: Scenario): Promise<string> {
  return (await bed.untilStockIsDone(stock === 'complete' ? 120_000 : STUCK)) ? 'complete' : 'stuck';
}

async function rollBy(companion: Companion, bed: Bed): Promise<CompanionRun> {
  const args = ['rollout', NAME, '-n', bed.namespace, '--deadline', '60s'];
  return companion.run([...args, ...bed.tls.args]);
}

/** Something comes in between, once the first pod is another one. */
async function disturb(
  bed: Bed,
  former: Readonly<Record<string, string>>,
  midway: () => Promise<void>,
): Promise<void> {
  await eventually(
    'the first pod to be replaced',
    () => Object.entries(bed.uids()).some(([name, uid]) => former[name] !== uid),
    { deadline: 120_000 },
  );
  await midway();
}
