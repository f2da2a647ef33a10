import { describeCluster, useCluster } from '../cluster';
import { Companion } from './companion';
import { compare, NOTHING_WRONG } from './scenario';

describeCluster('a rollout of a single Alertmanager', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });

  test('is told what that means, and loses nothing', async () => {
    const companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    const [stock, row] = await compare(cluster(), companion, {
      change: 'a single instance, no PVC',
      before: { replicas: 1 },
      after: { annotation: 'x' },
    });
    expect(stock.verdict).toBe('complete');
    expect(row.said).toContain('warning: it is a single instance: nobody notifies while it restarts');
    expect(row).toMatchObject({ ...NOTHING_WRONG, replaced: '1 of 1', verdict: 'exit 0' });
  }, 600_000);
});
