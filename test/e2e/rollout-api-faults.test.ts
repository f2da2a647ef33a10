import type { StatefulSet } from 'kubernetes-types/apps/v1';
import { describeCluster, useCluster } from '../cluster';
import { API_SERVER_ADDRESS } from '../cluster/network';
import { NAME } from '../rollout/alertmanagers';
import { ApiProxy, everyFew } from '../rollout/api-proxy';
import { Companion } from '../rollout/companion';
import { QuietMesh } from '../rollout/quiet-mesh';
import { Readiness } from '../rollout/readiness';

const NAMESPACE = 'busy';
const SILENCES = 10;

/** Of each kind of fault a few; one after the other they are in `test/rollout/api-faults.test.ts`. */
describeCluster(
  'a rollout while the API server has too much to do, conflicts and fails',
  ['alertmanager'],
  () => {
    const cluster = useCluster({ restartDelay: 500 });
    let proxy: ApiProxy;
    let companion: Companion;
    let mesh: QuietMesh;

    beforeAll(async () => {
      proxy = await ApiProxy.start(`https://${API_SERVER_ADDRESS}:443`);
      companion = await Companion.prepare(await proxy.kubeconfigLike(cluster().controlPlane.adminKubeconfig));
      mesh = await QuietMesh.prepare(cluster(), {
        namespace: NAMESPACE,
        strategy: 'OnDelete',
        persistent: false,
      });
      await mesh.silence(SILENCES);
    }, 240_000);

    afterAll(async () => {
      await proxy.close();
    });

    test('loses nothing, replaces one after the other, and comes to its end', async () => {
      const former = mesh.uids();
      const readiness = new Readiness(mesh.names, (name) => mesh.pod(name));
      await mesh.apply({ annotation: 'x' });

      const faults = everyFew(4, /./, { status: 429 }, { status: 500 }, { status: 409 });
      const running = companion.start(['rollout', NAME, '-n', NAMESPACE, '--deadline', '120s'], () => {
        proxy.faults = faults; // not before it has begun: what is wrong at the very start it says, and ends
      });
      expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
      proxy.faults = () => undefined;

      await readiness.stop();
      expect(readiness.worst).toBe(1);
      expect(proxy.hits).toBeGreaterThan(3);
      const now = mesh.uids();
      expect(mesh.names.filter((name) => former[name] === now[name])).toEqual([]);
      await mesh.untilAllHold(SILENCES);
    }, 300_000);

    test('can be taken back: `rollback` has one Lease from bringing the revision back to the end', async () => {
      await mesh.apply({ annotation: 'y' });
      const run = await companion.run(['rollback', NAME, '-n', NAMESPACE, '--deadline', '120s']);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const { spec } = await cluster().api.get<StatefulSet>({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        namespace: NAMESPACE,
        name: NAME,
      });
      expect(spec?.template.metadata?.annotations?.change).toBe('x');
      await mesh.untilAllHold(SILENCES);
    }, 300_000);
  },
);
