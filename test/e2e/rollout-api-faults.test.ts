import { describeCluster, useCluster } from '../cluster';
import { API_SERVER_ADDRESS } from '../cluster/network';
import { NAME, readStatefulSet } from '../rollout/alertmanagers';
import { ApiProxy, everyFew } from '../rollout/api-proxy';
import { Companion } from '../rollout/companion';
import { QuietMesh } from '../rollout/quiet-mesh';
import { Readiness } from '../rollout/readiness';

const NAMESPACE = 'busy';
const SILENCES = 10;

interface Trouble {
  /** What the API server does. */
  readonly trouble: string;

  /**
   * The line of the companion at which it begins.
   * @default - the first one
   */
  readonly when?: RegExp;
  readonly begin: () => void | Promise<void>;
}

describeCluster('a rollout by an API server', ['alertmanager'], () => {
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

  test.each<Trouble>([
    {
      trouble: 'has too much to do, conflicts and fails',
      begin: () => {
        proxy.faults = everyFew(4, /./, { status: 429 }, { status: 500 }, { status: 409 });
      },
    },
    {
      trouble: 'is slow throughout',
      begin: () => {
        proxy.faults = () => ({ delay: 700 });
      },
    },
    {
      trouble: 'restarts, with a pod on its way',
      when: /^replacing alertmanager-main-0/,
      begin: () => proxy.vanish(6_000),
    },
  ])(
    'that $trouble: loses nothing, replaces one after the other, and comes to its end',
    async ({ trouble, when = /./, begin }) => {
      const { hits } = proxy;
      const former = mesh.uids();
      const readiness = new Readiness(mesh.names, (name) => mesh.pod(name));
      await mesh.apply({ annotation: trouble });

      let begun: Promise<void> | undefined;
      const args = ['rollout', NAME, '-n', NAMESPACE, '--deadline', '120s'];
      const running = companion.start(args, (line) => {
        // Not before it has begun: what is wrong at the very start it says, and ends.
        if (begun === undefined && when.test(line)) {
          begun = Promise.resolve(begin());
        }
      });
      expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
      expect(begun).toBeDefined();
      await begun;
      proxy.faults = () => undefined;

      await readiness.stop();
      expect(readiness.worst).toBe(1);
      expect(proxy.hits).toBeGreaterThan(hits);
      const now = mesh.uids();
      expect(mesh.names.filter((name) => former[name] === now[name])).toEqual([]);
      await mesh.untilAllHold(SILENCES);
    },
    300_000,
  );

  test('can be taken back: `rollback` has one Lease from bringing the revision back to the end', async () => {
    const { annotations } = (await readStatefulSet(cluster(), NAMESPACE)).spec?.template.metadata ?? {};
    await mesh.apply({ annotation: 'regretted' });
    const run = await companion.run(['rollback', NAME, '-n', NAMESPACE, '--deadline', '120s']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect((await readStatefulSet(cluster(), NAMESPACE)).spec?.template.metadata?.annotations).toEqual(
      annotations,
    );
    await mesh.untilAllHold(SILENCES);
  }, 300_000);
});
