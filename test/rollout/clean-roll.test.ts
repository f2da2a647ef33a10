import { describeCluster, useCluster } from '../cluster';
import { Companion } from './companion';
import { compare, NOTHING_WRONG } from './scenario';

/** What a clean roll by the companion may take, against the stock one. */
const RATIO = 1.3;

describeCluster('a rollout in which nothing goes wrong', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });

  test('is nearly as fast as the stock one', async () => {
    const companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    const [stock, row] = await compare(cluster(), companion, {
      change: 'clean roll',
      after: {},
      times: 3,
    });
    expect(stock).toMatchObject({ silencesLost: 0, logLost: 0, verdict: 'complete' });
    expect(row).toMatchObject({ ...NOTHING_WRONG, replaced: '3 of 3', verdict: 'exit 0' });
    expect(row.seconds / stock.seconds).toBeLessThanOrEqual(RATIO);
  }, 600_000);
});
