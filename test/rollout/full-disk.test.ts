import { join } from 'node:path';
import { describeCluster, useCluster } from '../cluster';
import { NAME, REPLICAS } from './alertmanagers';
import { Bed } from './bed';
import { Companion } from './companion';
import { Readiness } from './readiness';
import { SmallDisk } from './small-disk';
import { expectWhole } from './whole';

const NAMESPACE = 'disks';
const ROLLOUT = ['rollout', NAME, '-n', NAMESPACE, '--deadline', '60s'];
const FULL = /no space left on device/;

/** Instances write down what they know when they end, and read it when they start: here neither can. */
describeCluster('a rollout onto full disks', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  const disks: SmallDisk[] = [];
  let companion: Companion;
  let bed: Bed;
  let readiness: Readiness;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    for (let ordinal = 0; ordinal < REPLICAS; ordinal += 1) {
      const claim = join(cluster().node.claims(NAMESPACE), `data-${NAME}-${ordinal}`);
      disks.push(await SmallDisk.mount(claim));
    }
    bed = await Bed.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: true,
      startDelay: '12s',
    });
  }, 180_000);

  afterAll(async () => {
    await bed.traffic.stop();
  });

  beforeEach(async () => {
    await bed.remember();
    readiness = new Readiness(bed.names, (name) => bed.pod(name));
  });

  afterEach(async () => {
    await readiness.stop();
    expect(readiness.worst).toBe(1);
    await expectWhole(bed);
    expect(bed.traffic.count().leaks).toBe(0);
    await Promise.all(disks.map((disk) => disk.empty()));
  });

  test('what no instance can write down is handed over by those who still hold it', async () => {
    await Promise.all(disks.map((disk) => disk.fill()));
    const former = bed.names.map((name) => bed.pod(name).container().current);
    await bed.apply({ annotation: 'x' });
    expect(await companion.run(ROLLOUT)).toMatchObject({ code: 0, stderr: '' });
    for (const process of former) {
      expect(process.log()).toMatch(FULL);
    }
  }, 180_000);

  test('one that cannot even start there ends it, with what it says; with room it goes on', async () => {
    const former = bed.uids();
    await disks[0]?.fill();
    await bed.apply({ storage: '/alertmanager/second' });
    const run = await companion.run(ROLLOUT);
    expect(run.code).toBe(11);
    expect(run.stderr).toMatch(
      /alertmanager-main-0 .* is failing: container "alertmanager": CrashLoopBackOff/,
    );
    expect(run.stderr).toMatch(FULL);
    const now = bed.uids();
    expect(bed.names.filter((name) => former[name] !== now[name])).toEqual([`${NAME}-0`]);
    const [, ...others] = await bed.lost();
    expect(others).toEqual(others.map(() => ({ nfl: 0, sil: 0 })));

    await disks[0]?.empty();
    await cluster().node.untilReady(NAMESPACE, `${NAME}-0`); // it is started again and again
    expect(await companion.run(ROLLOUT)).toMatchObject({ code: 0, stderr: '' });
  }, 240_000);
});
