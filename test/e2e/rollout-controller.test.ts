import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Event, Secret } from 'kubernetes-types/core/v1';
import type { Lease } from 'kubernetes-types/coordination/v1';
import { describeCluster, eventually, http, sandboxFolder, useCluster } from '../cluster';
import { fullState, logEntry } from '../companion/mesh/entries';
import { NAME } from '../rollout/alertmanagers';
import { Companion, type RunningCompanion } from '../rollout/companion';
import { QuietMesh } from '../rollout/quiet-mesh';
import { accountWith, controllerRules } from '../rollout/rights';
import { requireProgram } from '../support/programs';

const NAMESPACE = 'controlled';
const SECRET = `${NAME}-mesh`;
const SILENCES = 20;

/** Milliseconds for whatever has to come about: a machine that builds something else beside is slow. */
const SOON = 120_000;

describeCluster('a controller of Alertmanagers', ['alertmanager', 'promtool'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let companion: Companion;
  let mesh: QuietMesh;
  let kubeconfig: string;

  /** What runs in this test. */
  let controllers: RunningCompanion[] = [];
  let port = 18080;

  /** Names of the Events of former tests. */
  let former = new Set<string>();

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    mesh = await QuietMesh.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: false,
    });
    await cluster().api.apply<Secret>({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace: NAMESPACE, name: SECRET },
    });
    kubeconfig = await accountWith(cluster(), NAMESPACE, 'controller', controllerRules(SECRET));
  }, 180_000);

  // Three instances that are whole and of the current revision, whatever the test before has left.
  beforeEach(async () => {
    await mesh.apply({ args: [] });
    const mended = await companion.run(['rollout', NAME, '-n', NAMESPACE, '--force-from-degraded']);
    expect(mended).toMatchObject({ code: 0, stderr: '' });
    await mesh.haveSilences(SILENCES);
    await mesh.untilAllHold(SILENCES);
    former = new Set((await ourEvents()).map(({ metadata }) => metadata.name ?? ''));
  }, 300_000);

  afterEach(async () => {
    controllers.forEach((each) => each.kill('SIGKILL'));
    await Promise.all(controllers.map(({ ended }) => ended));
    controllers = [];
  });

  test('keeps a copy in a Secret that manifests made, with the documented rights', async () => {
    const { controller, at } = start();
    await soon('the copy', async () => (await secret()).data?.['mesh-state.gz'] !== undefined);
    const whole = `instance_condition{alertmanager="${NAME}-0",condition="whole"}`;
    await soon('it to be whole', async () => (await metrics(at))[whole] === 1);
    expect(await metrics(at)).toMatchObject({
      'copy_entries{kind="silence"}': SILENCES,
      lease_held: 1,
      [`store_failing{store="Secret ${NAMESPACE}/${SECRET}",reason="too-large"}`]: 0,
    });
    expect(await http(`http://127.0.0.1:${at}/healthz`)).toEqual({ status: 200, text: 'ok\n' });

    const { text } = await http(`http://127.0.0.1:${at}/metrics`);
    expect(await checkMetrics(text)).toEqual({ code: 0, output: '' });
    await endGently(controller);
  }, 300_000);

  test('rolls on change, and says so: once in Events, and in conditions', async () => {
    const before = mesh.uids();
    const { at } = start();
    await mesh.apply({ annotation: 'x' });
    await soon('the end of it', async () => (await events()).includes('RolloutComplete 1'));
    expect(await events()).toEqual([
      'Replacing 1',
      'Replacing 1',
      'Replacing 1',
      'RolloutComplete 1',
      'RolloutStarted 1',
    ]);
    const now = mesh.uids();
    expect(mesh.names.filter((name) => before[name] === now[name])).toEqual([]);
    await mesh.untilAllHold(SILENCES);
    await untilCondition('Progressing', 'True Complete');
    await untilCondition('Stored', 'True Written');
    await untilCondition('Healthy', 'True AllWhole');
    expect(await metrics(at)).toMatchObject({ evictions_total: 3, 'last_outcome{outcome="done"}': 1 });
  }, 300_000);

  test('of two, only the one that holds the Lease acts; the other takes over in mid-roll', async () => {
    const first = start();
    await soon('the Lease', async () => (await metrics(first.at)).lease_held === 1);
    const second = start();
    await soon('a look around', async () => (await metrics(second.at)).lease_held === 0);
    await mesh.apply({ annotation: 'y' });
    await soon('a first eviction', async () => (await metrics(first.at)).evictions_total === 1);
    expect(await metrics(second.at)).toMatchObject({ lease_held: 0, evictions_total: 0 });
    expect(await http(`http://127.0.0.1:${second.at}/healthz`)).toMatchObject({ status: 200 });

    // At once, since the first one lets the Lease go.
    await endGently(first.controller);
    await soon('the other one to roll on', async () => (await metrics(second.at)).lease_held === 1);
    const done = 'last_outcome{outcome="done"}';
    await soon('the end', async () => (await metrics(second.at))[done] === 1);
    await mesh.untilAllHold(SILENCES);
    await endGently(second.controller);
    expect((await lease()).spec?.holderIdentity).toBe('');
  }, 300_000);

  test('gives everything back to a mesh that lost all, also where it was started anew itself', async () => {
    const { controller, at } = start();
    await soon('the copy', async () => (await metrics(at))['copy_entries{kind="silence"}'] === SILENCES);
    await endGently(controller); // it writes its copy down
    await mesh.loseEverything();
    const successor = start();
    await mesh.untilAllHold(SILENCES);
    await soon('the Event', async () => (await events()).includes('MeshRestored 1'));
    expect(await events()).toContain('MeshLost 1');
    expect(await metrics(successor.at)).toMatchObject({ restored_entries_total: SILENCES });
  }, 300_000);

  test('stops at the first bad instance, says why, and goes on when that is mended', async () => {
    const before = mesh.uids();
    const { at } = start();
    await mesh.apply({ args: ['--no.such.flag'] });
    await soon('the Event', async () => (await events()).includes('RolloutHalted 1'));
    const reason = (await ourEvents()).find((each) => each.reason === 'RolloutHalted' && isNew(each));
    expect(reason?.message).toMatch(/^alertmanager-main-0 of revision .* is failing: .*CrashLoopBackOff/);
    await untilCondition('Progressing', 'False Failed');
    const now = mesh.uids();
    expect(mesh.names.filter((name) => before[name] !== now[name])).toEqual([`${NAME}-0`]);
    expect(await metrics(at)).toMatchObject({ 'last_outcome{outcome="halted"}': 1 });

    await mesh.apply({ args: [] });
    await soon('the end', async () => (await metrics(at))['last_outcome{outcome="done"}'] === 1);
    await mesh.untilAllHold(SILENCES);
  }, 400_000);

  test('leaves a copy in the Secret as it was that is too large for it, and says so', async () => {
    const backup = join(await sandboxFolder('backup'), 'state');
    const noise = randomBytes(1024 * 1024).toString('hex'); // gzip makes half of it
    const then = Date.now() - 60_000;
    const nfl = Array.from({ length: 64 }, (_, i) =>
      logEntry({
        group: `{}:{i="${i}"}`,
        at: then,
        expires: then + 3_600_000,
        extra: noise.slice(i << 15, (i + 1) << 15),
      }),
    );
    await writeFile(backup, fullState({ nfl }));
    expect(await companion.run(['restore', NAME, '-n', NAMESPACE, '-i', backup])).toMatchObject({ code: 0 });
    const before = (await secret()).data;

    const { controller, at } = start();
    await soon('the Event', async () => (await events()).includes('CopyTooLarge 1'));
    await untilCondition('Stored', 'False TooLarge');
    expect(await metrics(at)).toMatchObject({
      [`store_failing{store="Secret ${NAMESPACE}/${SECRET}",reason="too-large"}`]: 1,
      'copy_entries{kind="log"}': 64,
    });
    expect((await secret()).data).toEqual(before);
    await endGently(controller);
  }, 300_000);

  /** Starts one, at a port of its own. */
  function start(): { readonly controller: RunningCompanion; readonly at: number } {
    const at = port;
    port += 1;
    const args = ['controller', NAME, '-n', NAMESPACE, '--listen', String(at), '--store-secret', SECRET];
    const controller = companion.start([...args, '--deadline', '60s'], undefined, { KUBECONFIG: kubeconfig });
    controllers.push(controller);
    return { controller, at };
  }

  async function endGently(controller: RunningCompanion): Promise<void> {
    controller.kill('SIGTERM');
    expect(await controller.ended).toMatchObject({ code: 0, stderr: '' });
  }

  /** Says what controllers have written, should it not come about. */
  async function soon(what: string, probe: () => Promise<boolean>, every?: number): Promise<void> {
    try {
      await eventually(what, probe, { deadline: SOON, ...(every === undefined ? {} : { every }) });
    } catch (error) {
      const said = controllers.map((each) => each.said());
      throw new Error([(error as Error).message, ...said].join('\n--- a controller wrote:\n'), {
        cause: error,
      });
    }
  }

  async function secret(): Promise<Secret> {
    return cluster().api.get<Secret>({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: NAMESPACE,
      name: SECRET,
    });
  }

  async function lease(): Promise<Lease> {
    return cluster().api.get<Lease>({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      namespace: NAMESPACE,
      name: `${NAME}-rollout`,
    });
  }

  async function ourEvents(): Promise<Event[]> {
    const all = await cluster().api.list<Event>({ apiVersion: 'v1', kind: 'Event', namespace: NAMESPACE });
    return all.filter(({ source }) => source?.component === 'cdk8s-prometheus-rollout');
  }

  function isNew({ metadata }: Event): boolean {
    return !former.has(metadata.name ?? '');
  }

  /** Reasons of the Events of this test, and how often they were said. */
  async function events(): Promise<string[]> {
    const all = await ourEvents();
    return all
      .filter(isNew)
      .map(({ reason, count }) => `${reason} ${count}`)
      .sort();
  }

  /** As the annotation of the Lease has it, which `status` shows. */
  async function untilCondition(type: string, expected: string): Promise<void> {
    await soon(
      `the condition ${type}: ${expected}`,
      async () => {
        const { stdout } = await companion.run(['status', NAME, '-n', NAMESPACE, '--json']);
        const { conditions } = JSON.parse(stdout) as {
          conditions: ReadonlyArray<{ type: string; status: string; reason: string }>;
        };
        const found = conditions.find((each) => each.type === type);
        if (`${found?.status} ${found?.reason}` !== expected) {
          throw new Error(`it is ${found?.status} ${found?.reason}`);
        }
        return true;
      },
      500,
    );
  }

  /** Our metrics, without their common prefix. */
  async function metrics(port: number): Promise<Record<string, number>> {
    const { text } = await http(`http://127.0.0.1:${port}/metrics`);
    const samples = text.split('\n').filter((line) => line.startsWith('alertmanager_rollout_'));
    return Object.fromEntries(
      samples.map((line) => {
        const [, name = '', value] = /^alertmanager_rollout_(.*) (\S+)$/.exec(line) ?? [];
        return [name, Number(value)];
      }),
    );
  }
});

async function checkMetrics(text: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(requireProgram('promtool'), ['check', 'metrics'], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` });
    });
    child.stdin?.end(text);
  });
}
