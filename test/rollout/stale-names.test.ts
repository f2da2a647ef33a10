import { setTimeout as sleep } from 'node:timers/promises';
import { describeCluster, eventually, useCluster } from '../cluster';
import { NAME } from './alertmanagers';
import { Bed } from './bed';
import { Companion } from './companion';
import { Readiness } from './readiness';
import { expectWhole } from './whole';

const NAMESPACE = 'names';
const SERVICE = `${NAME}.${NAMESPACE}.svc:9094`;
const ROLLOUT = (deadline: string): string[] => ['rollout', NAME, '-n', NAMESPACE, '--deadline', deadline];

/** Instances find each other by name when they start, and look again every 15 s; so does whoever replaces them. */
describeCluster('a rollout while names lead elsewhere', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let companion: Companion;
  let bed: Bed;
  let readiness: Readiness;
  let former: Readonly<Record<string, string>>;
  let changes = 0;

  beforeAll(async () => {
    const anywhere = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    companion = await anywhere.withNames(cluster().node.names);
    bed = await Bed.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: false,
      startDelay: '12s',
    });
  }, 180_000);

  afterAll(async () => {
    await bed.traffic.stop();
  });

  beforeEach(async () => {
    await bed.remember();
    former = bed.uids();
    readiness = new Readiness(bed.names, (name) => bed.pod(name));
    changes += 1;
    await bed.apply({ annotation: `change ${changes}` });
  });

  afterEach(async () => {
    cluster().node.names.fault = undefined;
    await readiness.stop();
    expect(readiness.worst).toBe(1);
    await expectWhole(bed);
    expect(bed.traffic.count().leaks).toBe(0);
  });

  test('the last one to whom a stale name leads is replaced when it leads to another one as well', async () => {
    cluster().node.names.fault = 'stale';
    const last = new RegExp(`^waiting for ${NAME}-2: looks for its peers at ${SERVICE}, which leads to none`);
    const run = await companion.runWith(ROLLOUT('60s'), last, async () => {
      await sleep(10_000); // as long as some caches keep it
      expect(outdated()).toEqual([`${NAME}-2`]);
      cluster().node.names.fault = undefined;
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(outdated()).toEqual([]);
  }, 180_000);

  test('where it stays stale, that one is left alone, with the reason; later the rollout goes on', async () => {
    cluster().node.names.fault = 'stale';
    const run = await companion.run(ROLLOUT('20s'));
    expect(run.code).toBe(11);
    expect(run.stderr).toContain(`looks for its peers at ${SERVICE}, which leads to none of them`);
    expect(run.stderr).toContain('its successor would look there, too');
    expect(outdated()).toEqual([`${NAME}-2`]);
    expect((await bed.lost()).every(({ nfl, sil }) => nfl === 0 && sil === 0)).toBe(true);

    cluster().node.names.fault = undefined;
    expect(await companion.run(ROLLOUT('60s'))).toMatchObject({ code: 0, stderr: '' });
  }, 180_000);

  test('a new one that finds no name starts alone, and is waited for until it finds its peers', async () => {
    const run = await companion.runWith(ROLLOUT('90s'), /^replacing alertmanager-main-0/, async () => {
      cluster().node.names.fault = 'unknown';
      await eventually('the new one, alone', () => outdated().length === 2 && bed.pod(`${NAME}-0`).ready);
      expect(await bed.alive(`${NAME}-0`)).toEqual([`${NAME}-0`]);
      expect(outdated()).toEqual([`${NAME}-1`, `${NAME}-2`]);
      cluster().node.names.fault = undefined;
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/waiting for alertmanager-main-0: does not see alertmanager-main-1/);
  }, 240_000);

  /** Instances that have not been replaced yet. */
  function outdated(): string[] {
    const now = bed.uids();
    return bed.names.filter((name) => now[name] === former[name]);
  }
});
