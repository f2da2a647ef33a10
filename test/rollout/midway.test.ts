import { describeCluster, useCluster } from '../cluster';
import { NAME } from './alertmanagers';
import { Companion } from './companion';
import { compare, NOTHING_LOST, NOTHING_WRONG, type Scenario } from './scenario';

interface Midway extends Scenario {
  /** Whether one comes that speaks last, and has started before others: those say their ends before it says what it took down. */
  readonly latecomer?: boolean;
}

/** Something else happens when the first pod has just been replaced. */
const SCENARIOS: readonly Midway[] = [
  {
    change: 'a second change in mid-roll',
    after: { annotation: 'x' },
    midway: async (bed) => bed.apply({ annotation: 'y' }),
  },
  {
    change: 'a pod deleted by hand in mid-roll',
    after: { annotation: 'x' },
    midway: async (bed, cluster) => {
      await cluster.kubectl(['delete', 'pod', '-n', bed.namespace, `${NAME}-1`, '--wait=false']);
    },
  },
  {
    change: 'scaled up from 3 to 4 in mid-roll',
    after: { annotation: 'x' },
    midway: async (bed) => bed.apply({ replicas: 4 }),
    latecomer: true,
  },
  {
    change: 'scaled down from 4 to 3 in mid-roll',
    before: { replicas: 4 },
    after: { annotation: 'x' },
    midway: async (bed) => bed.apply({ replicas: 3 }),
  },
];

describeCluster('a rollout in which somebody does something else', ['alertmanager'], () => {
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
      const expected = scenario.latecomer === true ? NOTHING_LOST : NOTHING_WRONG;
      expect(row).toMatchObject({ ...expected, replaced: '3 of 3', verdict: 'exit 0' });
    },
    600_000,
  );
});
