import { setTimeout as sleep } from 'node:timers/promises';
import { describeCluster, eventually, useCluster } from '../cluster';
import { NAME } from './alertmanagers';
import { Bed } from './bed';
import { Companion, type CompanionRun } from './companion';
import { expectWhole } from './whole';

const ROLLOUT = (namespace: string): string[] => ['rollout', NAME, '-n', namespace, '--deadline', '60s'];

/** Each fault hits a rollout of three, in the middle; whatever it is, nothing is lost, and it ends right. */
describeCluster('a rollout under faults', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let companion: Companion;
  let namespace: string;
  let bed: Bed;
  let changes = 0;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    namespace = 'faults';
    bed = await Bed.prepare(cluster(), {
      namespace,
      strategy: 'OnDelete',
      persistent: false,
      startDelay: '12s',
    });
  }, 120_000);

  afterAll(async () => {
    await bed.traffic.stop();
  });

  beforeEach(async () => {
    await bed.remember();
    changes += 1;
    await bed.apply({ annotation: `change ${changes}` });
  });

  afterEach(async () => {
    await expectWhole(bed);
  });

  test('the new instance is killed as soon as it is there', async () => {
    const run = await rollWith(/^replacing alertmanager-main-0/, async () => {
      const former = bed.pod(`${NAME}-0`).uid;
      const fresh = await eventually('the new pod', () => {
        const pod = bed.pod(`${NAME}-0`);
        return pod.uid !== former && pod.container().current.running && pod;
      });
      fresh.container().current.kill('SIGKILL');
    });
    expect(run.code).toBe(0);
  }, 120_000);

  test('a peer is killed, and with it its data: it comes back empty, at another address', async () => {
    const run = await rollWith(/^replacing alertmanager-main-0/, async () => deleteByForce(`${NAME}-2`));
    expect(run.code).toBe(0);
  }, 120_000);

  test('somebody deletes pods by hand', async () => {
    const run = await rollWith(/^replacing alertmanager-main-0/, async () => {
      await cluster().kubectl(['delete', 'pod', '-n', namespace, `${NAME}-1`, '--wait=false']);
    });
    expect(run.code).toBe(0);
  }, 120_000);

  test('a second change comes in the middle', async () => {
    const run = await rollWith(/^replacing alertmanager-main-1/, async () => {
      changes += 1;
      await bed.apply({ annotation: `change ${changes}` });
    });
    expect(run.code).toBe(0);
  }, 120_000);

  test('a second companion is told who rolls, and does nothing', async () => {
    let second: Promise<CompanionRun> | undefined;
    const run = await rollWith(/^replacing alertmanager-main-0/, () => {
      second = companion.run(ROLLOUT(namespace));
    });
    expect(run.code).toBe(0);
    expect(await second).toMatchObject({
      code: 13,
      stderr: expect.stringContaining('rolls the same') as string,
    });
  }, 120_000);

  test('the API server pauses', async () => {
    const run = await rollWith(/^replacing alertmanager-main-1/, async () => {
      const { apiServer } = cluster().controlPlane.processes;
      for (let slice = 0; slice < 4; slice += 1) {
        apiServer.kill('SIGSTOP');
        await sleep(1_500);
        apiServer.kill('SIGCONT');
        await sleep(500);
      }
    });
    expect(run.code).toBe(0);
  }, 180_000);

  test('a peer stands still for a while, and goes on', async () => {
    const run = await rollWith(/^replacing alertmanager-main-0/, async () => {
      const { current } = bed.pod(`${NAME}-2`).container();
      current.kill('SIGSTOP');
      await sleep(8_000);
      current.kill('SIGCONT');
    });
    expect(run.code).toBe(0);
  }, 180_000);

  test('a peer is cut off the network for a while', async () => {
    const run = await rollWith(/^replacing alertmanager-main-0/, async () => {
      const { link } = bed.pod(`${NAME}-2`);
      await link.isolate();
      await sleep(8_000);
      await link.rejoin();
    });
    expect(run.code).toBe(0);
  }, 180_000);

  async function rollWith(when: RegExp, disturb: () => void | Promise<void>): Promise<CompanionRun> {
    return companion.runWith(ROLLOUT(namespace), when, disturb);
  }

  async function deleteByForce(name: string): Promise<void> {
    await cluster().kubectl(['delete', 'pod', '-n', namespace, name, '--grace-period=0', '--force']);
  }
});
