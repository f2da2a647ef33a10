import { describeCluster, useCluster } from '../cluster';
import { Companion } from './companion';
import { compare, NOTHING_WRONG, type Scenario } from './scenario';

/** Old and new instances cannot gossip. */
const SCENARIOS: readonly Scenario[] = [
  { change: 'new cluster label, no PVC', after: { label: 'second' } },
  { change: 'gossip TLS switched on', after: { tls: true } },
  { change: 'gossip TLS switched off', before: { tls: true }, after: { tls: false } },
];

describeCluster('a rollout from one mesh to another', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let companion: Companion;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
  });

  test.each(SCENARIOS)(
    '$change',
    async (scenario) => {
      const [stock, row] = await compare(cluster(), companion, scenario);
      expect(stock.verdict).toBe('complete');
      expect(row).toMatchObject({ ...NOTHING_WRONG, replaced: '3 of 3', verdict: 'exit 0' });
    },
    600_000,
  );
});
