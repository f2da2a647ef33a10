import { describeCluster, useCluster } from '../cluster';
import { Companion } from './companion';
import { alertmanagerImage, compare, NOTHING_WRONG, VERSIONS, type Scenario } from './scenario';

/** Labels exist since 0.26, names of peers since 0.30: with a label of its own the newest would be another mesh. */
const OLD = { label: '', named: false };

const SCENARIOS: readonly Scenario[] = ['0.25.0', '0.28.1'].map((version) => ({
  change: `version ${version} to 0.34.2`,
  before: { ...OLD, image: alertmanagerImage(version) },
  after: { image: alertmanagerImage('0.34.2'), named: true },
}));

describeCluster(
  'a rollout to another version',
  ['alertmanager', 'alertmanager-0.25', 'alertmanager-0.28'],
  () => {
    const cluster = useCluster({ restartDelay: 500, images: VERSIONS });
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
  },
);
