import { writerName } from '../../lib/placement';
import { eventually } from '../cluster/wait';
import type { RunningPrometheus } from '../prometheus/running';
import { describeWith, requireProgram } from '../support/programs';
import { Clusters, Targets } from './clusters';
import { app, areSame, COUNT, PATIENCE, valuesSince, hasNoPart } from './shop';

const SHARDS = { eu: 1, us: 2 };

describeWith(
  ['prometheus'],
  'two clusters of two replicas that write to a hub, one of them of two shards',
  () => {
    test('come to what one Prometheus comes to, by one replica after the other, and one that is silent is told', async () => {
      const targets = await Targets.start();
      const { manifests } = app(targets, SHARDS, { transport: 'remoteWrite' });
      const clusters = await Clusters.create(requireProgram('prometheus'), manifests);
      try {
        const [[hub], [one]] = await Promise.all([
          clusters.start('monitoring', 'global', 0, 1),
          clusters.start('monitoring', 'one', 0, 1),
        ]);
        await clusters.serve('prometheus-global.monitoring.svc:9090', [hub!]);
        const eu = await clusters.start('eu', 'k8s', 0, 2);
        const us = [await clusters.start('us', 'k8s', 0, 2), await clusters.start('us', 'k8s', 1, 2)];

        await eventually('the same results', () => areSame(hub!, one!), PATIENCE);
        const since = Date.now() / 1000;
        const both = await hub!.api.query('count by (cluster) (temperature)');
        expect(new Map(both.map(({ metric, value }) => [metric.cluster, value[1]]))).toEqual(
          new Map([
            ['eu', '10'],
            ['us', '8'],
          ]),
        );

        // The replica that counts goes, and the other one takes over.
        const before = await writer(hub!, 'eu');
        await eu[Number(before?.slice(-1))]!.stop();
        await eventually(
          'the other replica to count',
          async () => ![undefined, before].includes(await writer(hub!, 'eu')),
          PATIENCE,
        );
        await eventually('the same results again', () => areSame(hub!, one!), PATIENCE);

        // It comes back with nothing, and does not count: it has been there for less of the last hour than the other one.
        const after = await writer(hub!, 'eu');
        await clusters.startAgain(eu[Number(before?.slice(-1))]!);
        const returned = Date.now() / 1000;
        await eventually('it to be looked at again', () => wasHeard(hub!, before, returned), PATIENCE);
        await eventually('the same results as before', () => areSame(hub!, one!), PATIENCE);
        expect(await writer(hub!, 'eu')).toBe(after);

        // Now a shard goes with all of its replicas.
        await Promise.all(us[1]!.map((each) => each.stop()));
        await eventually(
          'an alert about it',
          async () => {
            const alerts = await hub!.api.alerts();
            const firing = alerts.filter(
              ({ labels, state }) => labels.alertname === 'FederationLeafDown' && state === 'firing',
            );
            return (
              firing.length === 1 && firing[0]!.labels.cluster === 'us' && firing[0]!.labels.on_shard === '1'
            );
          },
          PATIENCE,
        );
        await eventually('nothing instead of a part', () => hasNoPart(hub!), PATIENCE);

        // A request with one sample that is refused is refused as a whole.
        expect(hub!.log).not.toMatch(/out of order|out of bounds|duplicate sample/i);

        // In all that time there was the right number, or none.
        expect(await valuesSince(hub!, 'fleet:targets:count', since)).toEqual([String(COUNT)]);
        expect(await valuesSince(hub!, 'cluster:temperature:sum{cluster="us"}', since)).toEqual(['30']);
      } finally {
        await clusters.stop();
        await targets.stop();
      }
    }, 600_000);
  },
);

/** The replica of a cluster that counts. */
async function writer({ api }: RunningPrometheus, cluster: string): Promise<string | undefined> {
  const [sample] = await api.query(`${writerName('federated:global')}{cluster="${cluster}"}`);
  return sample?.metric.written_by;
}

/** Whether a sign of life of a pod is older than what the rule about who counts looks back, and yet not from before. */
async function wasHeard(
  { api }: RunningPrometheus,
  pod: string | undefined,
  since: number,
): Promise<boolean> {
  const [sample] = await api.query(
    `timestamp(federated:global:leaf_alive{cluster="eu", written_by="${pod}"} offset 12s)`,
  );
  return sample !== undefined && Number(sample.value[1]) > since;
}
