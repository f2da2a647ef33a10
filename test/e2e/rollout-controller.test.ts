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

/** One story: what a controller is there for, in the order in which it happens. */
describeCluster('a controller of Alertmanagers', ['alertmanager', 'promtool'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let companion: Companion;
  let mesh: QuietMesh;
  let kubeconfig: string;
  let first: RunningCompanion;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    mesh = await QuietMesh.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: false,
    });
    await mesh.silence(20);
    await cluster().api.apply<Secret>({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace: NAMESPACE, name: SECRET },
    });
    kubeconfig = await accountWith(cluster(), NAMESPACE, 'controller', controllerRules(SECRET));
    first = start(18080);
  });

  test('keeps a copy in a Secret that manifests made, with the documented rights', async () => {
    await eventually('the copy', async () => (await secret()).data?.['mesh-state.gz'] !== undefined);
    const whole = `instance_condition{alertmanager="${NAME}-0",condition="whole"}`;
    await eventually('it to be whole', async () => (await metrics(18080))[whole] === 1);
    expect(await metrics(18080)).toMatchObject({
      'copy_entries{kind="silence"}': 20,
      lease_held: 1,
      [`store_failing{store="Secret ${NAMESPACE}/${SECRET}",reason="too-large"}`]: 0,
    });
    expect(await http('http://127.0.0.1:18080/healthz')).toEqual({ status: 200, text: 'ok\n' });
  });

  test('serves metrics that promtool has nothing to say about', async () => {
    const { text } = await http('http://127.0.0.1:18080/metrics');
    expect(await checkMetrics(text)).toEqual({ code: 0, output: '' });
  });

  test('rolls on change, and says so: once in Events, and in conditions', async () => {
    const former = mesh.uids();
    await mesh.apply({ annotation: 'x' });
    await eventually(
      'three other pods',
      () => Object.entries(mesh.uids()).every(([name, uid]) => former[name] !== uid),
      { deadline: 60_000 },
    );
    await eventually('the end of it', async () => (await events()).includes('RolloutComplete 1'), {
      deadline: 60_000,
    });
    expect(await events()).toEqual([
      'Replacing 1',
      'Replacing 1',
      'Replacing 1',
      'RolloutComplete 1',
      'RolloutStarted 1',
    ]);
    await mesh.untilAllHold(20);
    await eventually(
      'the condition',
      async () => (await status()).conditions.Progressing === 'True Complete',
    );
    expect((await status()).conditions).toEqual({
      Healthy: 'True AllWhole',
      Progressing: 'True Complete',
      Stored: 'True Written',
    });
    expect(await metrics(18080)).toMatchObject({ evictions_total: 3, 'last_outcome{outcome="done"}': 1 });
  }, 120_000);

  test('of two, only the one that holds the Lease acts; the other is healthy all the same', async () => {
    const second = start(18081);
    await eventually('a look around', async () => (await metrics(18081)).lease_held === 0);
    await mesh.apply({ annotation: 'y' });
    await eventually('a first eviction', async () => (await metrics(18080)).evictions_total === 4);
    expect(await metrics(18081)).toMatchObject({ lease_held: 0, evictions_total: 0 });
    expect(await http('http://127.0.0.1:18081/healthz')).toMatchObject({ status: 200 });

    // In mid-roll the other one takes over at once, since the first one lets the Lease go.
    first.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, stderr: '' });
    await eventually('the other one to roll on', async () => (await metrics(18081)).lease_held === 1, {
      deadline: 10_000,
    });
    await eventually('the end', async () => (await metrics(18081))['last_outcome{outcome="done"}'] === 1, {
      deadline: 60_000,
    });
    await mesh.untilAllHold(20);
    second.kill('SIGTERM');
    expect(await second.ended).toMatchObject({ code: 0, stderr: '' });
    expect((await lease()).spec?.holderIdentity).toBe('');
  }, 120_000);

  test('gives everything back to a mesh that lost all, also where it was started anew itself', async () => {
    await mesh.loseEverything();
    first = start(18082);
    await mesh.untilAllHold(20);
    await eventually('the Event', async () => (await events()).includes('MeshRestored 1'));
    expect(await events()).toContain('MeshLost 1');
    expect(await metrics(18082)).toMatchObject({ restored_entries_total: 20 });
  }, 120_000);

  test('stops at the first bad instance, says why, and goes on when that is mended', async () => {
    const former = mesh.uids();
    await mesh.apply({ args: ['--no.such.flag'] });
    await eventually('the Event', async () => (await events()).includes('RolloutHalted 1'), {
      deadline: 60_000,
    });
    await eventually('the condition', async () => (await status()).conditions.Progressing === 'False Failed');
    const now = mesh.uids();
    expect(mesh.names.filter((name) => former[name] !== now[name])).toEqual([`${NAME}-0`]);
    expect(await metrics(18082)).toMatchObject({ 'last_outcome{outcome="halted"}': 1 });

    await mesh.apply({ args: [] });
    await eventually('the end', async () => (await metrics(18082))['last_outcome{outcome="done"}'] === 1, {
      deadline: 60_000,
    });
    await mesh.untilAllHold(20);
    first.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
  }, 120_000);

  test('leaves a copy in the Secret as it was that is too large for it, and says so', async () => {
    const backup = join(await sandboxFolder('backup'), 'state');
    const noise = randomBytes(1024 * 1024).toString('hex'); // gzip makes half of it
    const at = Date.now() - 60_000;
    const nfl = Array.from({ length: 64 }, (_, i) =>
      logEntry({
        group: `{}:{i="${i}"}`,
        at,
        expires: at + 3_600_000,
        extra: noise.slice(i << 15, (i + 1) << 15),
      }),
    );
    await writeFile(backup, fullState({ nfl }));
    expect(await companion.run(['restore', NAME, '-n', NAMESPACE, '-i', backup])).toMatchObject({ code: 0 });
    const before = (await secret()).data;

    first = start(18083);
    await eventually('the Event', async () => (await events()).includes('CopyTooLarge 1'));
    await eventually('the condition', async () => (await status()).conditions.Stored === 'False TooLarge');
    expect(await metrics(18083)).toMatchObject({
      [`store_failing{store="Secret ${NAMESPACE}/${SECRET}",reason="too-large"}`]: 1,
      'copy_entries{kind="log"}': 64,
    });
    expect((await secret()).data).toEqual(before);
    first.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
  }, 60_000);

  function start(port: number): RunningCompanion {
    const args = [
      'controller',
      NAME,
      '-n',
      NAMESPACE,
      '--listen',
      String(port),
      '--store-secret',
      SECRET,
      '--deadline',
      '20s',
    ];
    return companion.start(args, undefined, { KUBECONFIG: kubeconfig });
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

  /** Reasons of the Events about the StatefulSet that are ours, and how often they were said. */
  async function events(): Promise<string[]> {
    const all = await cluster().api.list<Event>({ apiVersion: 'v1', kind: 'Event', namespace: NAMESPACE });
    return all
      .filter(({ source }) => source?.component === 'cdk8s-prometheus-rollout')
      .map(({ reason, count }) => `${reason} ${count}`)
      .sort();
  }

  async function status(): Promise<{ conditions: Record<string, string> }> {
    const { stdout } = await companion.run(['status', NAME, '-n', NAMESPACE, '--json']);
    const { conditions } = JSON.parse(stdout) as {
      conditions: ReadonlyArray<{ type: string; status: string; reason: string }>;
    };
    return {
      conditions: Object.fromEntries(
        conditions.map(({ type, status, reason }) => [type, `${status} ${reason}`]),
      ),
    };
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
