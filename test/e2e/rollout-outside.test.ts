import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCluster, sandboxFolder, useCluster } from '../cluster';
import { fullState, logEntry } from '../companion/mesh/entries';
import { NAME } from '../rollout/alertmanagers';
import { Companion } from '../rollout/companion';
import { QuietMesh } from '../rollout/quiet-mesh';
import { accountWith, controllerRules, OUTSIDE_RULES } from '../rollout/rights';

const NAMESPACE = 'outside';
const HERE = [NAME, '-n', NAMESPACE];

/** As from a laptop: all that it has is the API server, which forwards ports of pods and HTTP to them. */
describeCluster('the companion outside of the cluster', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let inside: Companion;
  let companion: Companion;
  let mesh: QuietMesh;

  beforeAll(async () => {
    inside = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    mesh = await QuietMesh.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: false,
      listen: 'all',
    });
    await mesh.silence(5);
    const rules = [...controllerRules('none'), ...OUTSIDE_RULES];
    companion = inside.outside(await accountWith(cluster(), NAMESPACE, 'laptop', rules));
  });

  test('sees each instance as from inside', async () => {
    const [seen, expected] = await Promise.all([
      companion.run(['status', ...HERE, '--json']),
      inside.run(['status', ...HERE, '--json']),
    ]);
    expect(seen).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(seen.stdout)).toMatchObject({ healthy: true });
    expect((JSON.parse(seen.stdout) as { instances: unknown }).instances).toEqual(
      (JSON.parse(expected.stdout) as { instances: unknown }).instances,
    );
  });

  test('brings and fetches states of megabytes', async () => {
    const folder = await sandboxFolder('backup');
    const noise = randomBytes(3 * 1024 * 1024).toString('hex');
    const at = Date.now() - 60_000;
    const nfl = Array.from({ length: 192 }, (_, i) =>
      logEntry({
        group: `{}:{i="${i}"}`,
        at,
        expires: at + 3_600_000,
        extra: noise.slice(i << 15, (i + 1) << 15),
      }),
    );
    await writeFile(join(folder, 'large'), fullState({ nfl }));
    const restored = await companion.run(['restore', ...HERE, '-i', join(folder, 'large')]);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    const backup = await companion.run(['backup', ...HERE, '-o', join(folder, 'again'), '--json']);
    expect(JSON.parse(backup.stdout)).toMatchObject({ entries: 197 });
  });

  test('plans and rolls, and nothing is lost', async () => {
    const former = mesh.uids();
    await mesh.apply({ annotation: 'x' });
    const plan = await companion.run(['plan', ...HERE, '--json']);
    expect(plan.code).toBe(0);
    expect(JSON.parse(plan.stdout)).toMatchObject({
      replace: mesh.names,
      first: { kind: 'evict', instance: `${NAME}-0` },
    });
    const run = await companion.run(['rollout', ...HERE, '--deadline', '30s']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const now = mesh.uids();
    expect(mesh.names.filter((name) => former[name] === now[name])).toEqual([]);
    await mesh.untilAllHold(5);
  }, 120_000);

  test('says which right is missing', async () => {
    const kubeconfig = await accountWith(cluster(), NAMESPACE, 'reader', controllerRules('none'));
    const run = await inside.outside(kubeconfig).run(['status', ...HERE]);
    expect(run).toMatchObject({ code: 6, stdout: '' });
    expect(run.stderr).toContain('"pods/portforward" in namespace "outside"');
  });

  test('says why port-forward does not lead to a port that is open at the address of the pod alone', async () => {
    await mesh.apply({ listen: 'pod' });
    expect(await inside.run(['rollout', ...HERE, '--deadline', '30s'])).toMatchObject({ code: 0 });
    const run = await companion.run(['status', ...HERE]);
    expect(run).toMatchObject({ code: 8, stdout: '' });
    expect(run.stderr).toContain('`--cluster.listen-address` must not be the address of the pod alone');
  }, 120_000);
});
