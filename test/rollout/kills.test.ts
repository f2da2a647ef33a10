import { setTimeout as sleep } from 'node:timers/promises';
import { describeCluster, eventually, useCluster } from '../cluster';
import { NAME, type SetOptions } from './alertmanagers';
import { Bed } from './bed';
import { Companion, type CompanionRun } from './companion';
import { AFTERMATH } from './scenario';
import { record } from './table';
import { expectWhole } from './whole';

/** Rollouts, and the steps that each must have been ended at. */
const ROLLOUTS: ReadonlyArray<readonly [string, Partial<SetOptions>, readonly string[]]> = [
  ['within one mesh', { annotation: 'x' }, ['evict', 'wait', 'bring-alerts', 'done']],
  ['from one mesh to another', { label: 'second' }, ['hold', 'release', 'bring-state', 'evict', 'done']],
];

/**
 * The companion is killed once at each kind of step that it takes, as soon as it says so, and started again.
 */
describeCluster('a companion that is killed at each of its steps', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  const namespace = 'kills';
  let companion: Companion;
  let bed: Bed;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    bed = await Bed.prepare(cluster(), {
      namespace,
      strategy: 'OnDelete',
      persistent: false,
      startDelay: '12s',
    });
  }, 180_000);

  afterAll(async () => {
    await bed.traffic.stop();
  });

  test.each(ROLLOUTS)(
    '%s',
    async (title, change, expected) => {
      await bed.remember();
      bed.traffic.countFromNow();
      const started = Date.now();
      await bed.apply(change);
      const killedAt = new Set<string>();

      const last = await eventually(
        'a run that nobody kills',
        async () => {
          const run = await runUntilNew(killedAt);
          return run.code !== null && run;
        },
        { deadline: 360_000, every: 1_000 },
      );

      expect(last).toMatchObject({ code: 0, stderr: '' });
      expect([...killedAt]).toEqual(expect.arrayContaining([...expected]));
      const seconds = Math.round((Date.now() - started) / 100) / 10;
      await expectWhole(bed);
      await sleep(AFTERMATH);
      const count = bed.traffic.count();
      record({
        change: `companion killed at each step, ${title}`,
        by: 'companion',
        silencesLost: 0,
        logLost: 0,
        ...count,
        replaced: `${bed.names.length} of ${bed.names.length}`,
        verdict: `exit ${last.code}, after ${killedAt.size} kills`,
        seconds,
      });
      if (process.env.CDK8S_PROMETHEUS_VERBOSE !== undefined) {
        process.stdout.write(
          `${JSON.stringify(count)} ${JSON.stringify(bed.hosts())}\n${bed.traffic.history()}\n`,
        );
      }
      // Whoever comes next brings silences without waiting for the Lease of the one that was killed.
      expect(count.leaks).toBe(0);
    },
    500_000,
  );

  /** Kills it at the first step of a kind at which it has not been killed yet. */
  async function runUntilNew(killedAt: Set<string>): Promise<CompanionRun> {
    let killed = false;
    const args = ['rollout', NAME, '-n', namespace, '--deadline', '60s', '--json'];
    const running = companion.start(args, (line) => {
      const { action } = JSON.parse(line) as { readonly action?: { readonly kind: string } };
      if (!killed && action !== undefined && !killedAt.has(action.kind)) {
        killed = true;
        killedAt.add(action.kind);
        running.kill('SIGKILL');
      }
    });
    return running.ended;
  }
});
