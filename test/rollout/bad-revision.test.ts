import { describeCluster, useCluster } from '../cluster';
import { BAD_CONFIG } from './alertmanagers';
import { Companion } from './companion';
import { compare, NOTHING_LOST, NOTHING_WRONG, VERSIONS, type Scenario } from './scenario';

interface BadRevision extends Scenario {
  /** What the companion says. */
  readonly reason: RegExp;
  readonly stock: 'complete' | 'stuck';

  /**
   * Whether the one that was replaced runs, and is first in turn. What its peers took down before it came, and wait to say,
   * may have ended by then: said by it, and then said by them as firing. No restart of one alone is without that.
   */
  readonly runs: boolean;
}

const NOWHERE = '127.0.0.1';

const SCENARIOS: readonly BadRevision[] = [
  {
    change: 'wrong peers, no PVC',
    after: { peer: NOWHERE },
    reason: /alertmanager-main-0 .* is apart: looks for its peers at 127\.0\.0\.1:9094/,
    stock: 'complete',
    runs: true,
  },
  {
    change: 'wrong peers, PVC',
    persistent: true,
    after: { peer: NOWHERE },
    reason: /alertmanager-main-0 .* is apart: looks for its peers at 127\.0\.0\.1:9094/,
    stock: 'complete',
    runs: true,
  },
  {
    change: 'bad flag',
    after: { args: ['--no.such.flag'] },
    reason: /alertmanager-main-0 .* is failing: container "alertmanager": CrashLoopBackOff/,
    stock: 'stuck',
    runs: false,
  },
  {
    change: 'bad image',
    after: { image: 'quay.io/prometheus/alertmanager:v0.34.99' },
    reason: /alertmanager-main-0 .* is failing: container "alertmanager": (ErrImagePull|ImagePullBackOff)/,
    stock: 'stuck',
    runs: false,
  },
  {
    change: 'bad configuration',
    after: { config: BAD_CONFIG },
    reason: /alertmanager-main-0 .* is failing: container "alertmanager": CrashLoopBackOff/,
    stock: 'stuck',
    runs: false,
  },
];

describeCluster('a rollout of a revision that does not work', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500, images: VERSIONS });
  let companion: Companion;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
  });

  test.each(SCENARIOS)(
    '$change: stops at the first instance, the others are whole',
    async (scenario) => {
      const [stock, row] = await compare(cluster(), companion, { ...scenario, good: false });
      expect(stock.verdict).toBe(scenario.stock);
      expect(row).toMatchObject({
        ...(scenario.runs ? NOTHING_LOST : NOTHING_WRONG),
        replaced: '1 of 3',
      });
      expect(row.verdict).toMatch(/^exit 11: /);
      expect(row.verdict).toMatch(scenario.reason);
    },
    600_000,
  );
});
