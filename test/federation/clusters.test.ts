import { comingUp } from '../../lib/cli/coming-up';
import { findInstance, prometheusFiles } from '../../lib/manifests';
import { eventually } from '../cluster/wait';
import type { RunningPrometheus } from '../prometheus/running';
import { describeWith, requireProgram } from '../support/programs';
import { Clusters, Targets } from './clusters';
import { app, areSame, CLUSTERS, COUNT, PATIENCE, valuesSince, hasNoPart } from './shop';

describeWith(['prometheus'], 'two clusters of two shards of two replicas', () => {
  test('come to what one Prometheus comes to, never count a replica twice, and a leaf that dies is told', async () => {
    const targets = await Targets.start();
    const { manifests } = app(targets, { eu: 2, us: 2 });
    const clusters = await Clusters.create(requireProgram('prometheus'), manifests);
    try {
      const leaves = new Map<string, RunningPrometheus[]>();
      for (const cluster of CLUSTERS) {
        for (const shard of [0, 1]) {
          const replicas = await clusters.start(cluster, 'k8s', shard, 2);
          leaves.set(`${cluster}-${shard}`, replicas);
          await clusters.serve(`prometheus-k8s-shard-${shard}-read.${cluster}.svc:9090`, replicas);
        }
      }
      const [hub] = await clusters.start('monitoring', 'global', 0, 1);
      const [one] = await clusters.start('monitoring', 'one', 0, 1);

      await eventually('the same results', () => areSame(hub!, one!), PATIENCE);
      const since = Date.now() / 1000;

      // What a query says of leaves beforehand is what comes up.
      for (const cluster of CLUSTERS) {
        const said = await Promise.all(
          [0, 1].map(async (shard) => {
            const [own] = comingUp(
              manifests,
              prometheusFiles(
                manifests,
                findInstance(manifests, { program: 'prometheus', namespace: cluster, name: 'k8s', shard }),
              ),
            );
            const [sample] = await leaves.get(`${cluster}-${shard}`)![0]!.api.query(own!.query);
            return Number(sample!.value[1]);
          }),
        );
        const [moved] = await hub!.api.query(
          `sum(scrape_samples_post_metric_relabeling{cluster="${cluster}"})`,
        );
        expect(Number(moved!.value[1])).toBe(said[0]! + said[1]!);
      }

      // The replica that answers goes, and the other one takes over.
      const [first, second] = leaves.get('eu-0')!;
      await first!.stop();
      await eventually('the other replica to answer', () => isFederated(second!), PATIENCE);
      await eventually('the same results again', () => areSame(hub!, one!), PATIENCE);

      // Now a shard goes with all of its replicas.
      await Promise.all(leaves.get('us-1')!.map((each) => each.stop()));
      await eventually(
        'an alert',
        async () => {
          const alerts = await hub!.api.alerts();
          return alerts.some(
            ({ labels, state }) =>
              labels.alertname === 'FederationLeafDown' && labels.cluster === 'us' && state === 'firing',
          );
        },
        PATIENCE,
      );
      await eventually('nothing instead of a part', () => hasNoPart(hub!), PATIENCE);

      // In all that time there was the right number, or none. A target that a busy machine lets fail is still one.
      expect(await valuesSince(hub!, 'fleet:targets:count', since)).toEqual([String(COUNT)]);
      expect(await valuesSince(hub!, 'cluster:temperature:sum{cluster="us"}', since)).toEqual(['30']);
    } finally {
      await clusters.stop();
      await targets.stop();
    }
  }, 600_000);
});

async function isFederated({ api }: RunningPrometheus): Promise<boolean> {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  return /^prometheus_http_requests_total\{code="200",handler="\/federate"\} [1-9]/m.test(text);
}
