import { platform } from '../../examples/platform/main';
import { AlertmanagerApi, describeCluster, eventually, PrometheusApi, useCluster } from '../cluster';
import { synthesize } from './synth';

const NAMESPACE = 'monitoring';

/** Groups are evaluated for the first time at some moment of their first interval, of which the longest is a minute. */
const SLOWEST_GROUP = 90_000;

describeCluster('the platform example, on an empty cluster', ['prometheus', 'alertmanager'], () => {
  const cluster = useCluster({ startDelay: 1_000 });

  beforeAll(async () => {
    for (const { yaml } of synthesize(platform)) {
      await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
    }
  });

  test.each(['prometheus-k8s-0', 'prometheus-k8s-1'])(
    '%s runs, and every rule works',
    async (name) => {
      const pod = await cluster().node.untilReady(NAMESPACE, name);
      const prometheus = new PrometheusApi(`http://${pod.address}:9090`);

      const rules = await eventually(
        'all rules to be evaluated',
        async () => {
          const all = (await prometheus.rules()).flatMap((group) => group.rules);
          return all.length > 0 && all.every(({ health }) => health !== 'unknown') ? all : undefined;
        },
        { deadline: SLOWEST_GROUP },
      );

      expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
      expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining(['Watchdog', 'KubeletsAbsent']));
      expect(await prometheus.alertmanagers()).toHaveLength(3);
    },
    2 * SLOWEST_GROUP,
  );

  test('the Alertmanagers run without the Secret that is for the user to create, and are a mesh', async () => {
    for (const ordinal of [0, 1, 2]) {
      const pod = await cluster().node.untilReady(NAMESPACE, `alertmanager-main-${ordinal}`);
      const alertmanager = new AlertmanagerApi(`http://${pod.address}:9093`);
      await eventually('three peers', async () => (await alertmanager.status()).cluster.peers?.length === 3);
    }
  });
});
