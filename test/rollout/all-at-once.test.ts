import { setTimeout as sleep } from 'node:timers/promises';
import { describeCluster, eventually, useCluster, type Cluster } from '../cluster';
import { NAME } from './alertmanagers';
import type { Bed } from './bed';
import { Companion } from './companion';
import { NOTHING_LOST, play, prepare, type Scenario } from './scenario';
import type { Row } from './table';

const SCENARIOS: readonly Scenario[] = [
  { change: 'every pod killed at once, no PVC', after: {} },
  { change: 'every pod killed at once, PVC', persistent: true, after: {} },
];

/** Milliseconds after which a controller has looked at what was there when it began to wait. */
const LOOKS = 5_000;

/** What has been said since the controller looked last is in nobody's copy: one new alert a second, and a busy machine. */
const SAID_SINCE = 5;

/**
 * Instances write down what they know every 15 minutes and when they end gently: a volume does not help. Their successors
 * take a while, as on a real node: at once they would learn from those whose connections still end.
 */
describeCluster('Alertmanagers of which all are killed at once', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500, startDelay: 3_000 });
  let companion: Companion;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
  });

  test.each(SCENARIOS)(
    '$change: the controller gives back what it has a copy of',
    async (scenario) => {
      const [stock, row] = await Promise.all([byThemselves(scenario), withController(scenario)]);
      expect(stock.silencesLost).toBeGreaterThan(0);
      expect(row).toMatchObject({ ...NOTHING_LOST, replaced: '3 of 3', verdict: 'restored' });
      expect(row.duplicates).toBeLessThanOrEqual(SAID_SINCE);
    },
    600_000,
  );

  async function byThemselves(scenario: Scenario): Promise<Row> {
    const bed = await prepare(cluster(), scenario, 'stock');
    return play(cluster(), scenario, bed, 'stock', async () => {
      await killAll(bed, cluster());
      return 'back';
    });
  }

  async function withController(scenario: Scenario): Promise<Row> {
    const bed = await prepare(cluster(), scenario, 'companion');
    const listen = String(scenario.persistent === true ? 18_081 : 18_080);
    const controller = companion.start([
      ...['controller', NAME, '-n', bed.namespace, '--listen', listen],
      ...['--deadline', '60s'],
    ]);
    try {
      return await play(cluster(), scenario, bed, 'companion', async () => {
        await killAll(bed, cluster());
        await eventually(
          'everything to be there again',
          async () => (await bed.lost()).every(({ sil, nfl }) => sil === 0 && nfl === 0),
          { deadline: 120_000 },
        );
        return 'restored';
      });
    } finally {
      controller.kill('SIGTERM');
      await controller.ended;
    }
  }
});

/** All pods by force, and returns when their successors are ready. */
async function killAll(bed: Bed, cluster: Cluster): Promise<void> {
  await sleep(LOOKS);
  const former = bed.uids();
  // Not by SIGTERM, at which they would write down what they know.
  bed.names.forEach((name) => bed.pod(name).container().current.kill('SIGKILL'));
  const force = ['--grace-period=0', '--force'];
  await cluster.kubectl(['delete', 'pod', '-n', bed.namespace, ...bed.names, ...force]);
  await eventually(
    'their successors',
    () => bed.names.every((name) => bed.pod(name).uid !== former[name] && bed.pod(name).ready),
    { deadline: 120_000 },
  );
}
