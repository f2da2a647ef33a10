import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCluster, sandboxFolder, useCluster } from '../cluster';
import { NAME } from './alertmanagers';
import { ApiProxy, type Faults } from './api-proxy';
import { Bed } from './bed';
import { Companion } from './companion';

/** Of every so many requests one meets the fault. */
const RARITY = 3;

const CASES: ReadonlyArray<readonly [string, Faults]> = [
  ['says of every third write that it conflicts', everyThird('POST|PUT|PATCH', { status: 409 })],
];

/** The API server answers otherwise than it should while the companion rolls. */
describeCluster('a rollout while the API server', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  const namespace = 'api-faults';
  let proxy: ApiProxy;
  let companion: Companion;
  let bed: Bed;

  beforeAll(async () => {
    const { adminKubeconfig } = cluster().controlPlane;
    const config = JSON.parse(await readFile(adminKubeconfig, 'utf8')) as {
      clusters: Array<{ cluster: object & { server: string } }>;
    };
    const [first] = config.clusters;
    proxy = await ApiProxy.start(first!.cluster.server);
    Object.assign(first!, { cluster: { server: proxy.url, 'insecure-skip-tls-verify': true } });
    const kubeconfig = join(await sandboxFolder('kubeconfig'), 'config');
    await writeFile(kubeconfig, JSON.stringify(config));
    companion = await Companion.prepare(kubeconfig);
    bed = await Bed.prepare(cluster(), {
      namespace,
      strategy: 'OnDelete',
      persistent: false,
      startDelay: '12s',
    });
  }, 180_000);

  afterAll(async () => {
    await bed.traffic.stop();
    await proxy.close();
  });

  test.each(CASES)(
    '%s',
    async (change, faults) => {
      proxy.hits = 0;
      await bed.remember();
      await bed.apply({ annotation: change });
      const args = ['rollout', NAME, '-n', namespace, '--deadline', '60s'];
      const running = companion.start(args, () => {
        proxy.faults = faults; // not before it has begun: what is wrong at the very start it says, and ends
      });
      const run = await running.ended;
      proxy.faults = () => undefined;
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(proxy.hits).toBeGreaterThan(0);
      expect(await bed.lost()).toEqual(bed.names.map(() => ({ nfl: 0, sil: 0 })));
      expect(await bed.outdated()).toEqual([]);
    },
    240_000,
  );
});

function everyThird(methods: string, fault: ReturnType<Faults>): Faults {
  let count = 0;
  return (method) => {
    if (!new RegExp(`^(${methods})$`).test(method)) {
      return undefined;
    }
    count += 1;
    return count % RARITY === 0 ? fault : undefined;
  };
}
