import { ApiObject } from 'cdk8s';
import { Fleet, Prometheus, type Cluster, type Delivery } from '../../lib';
import { newFleetApp, objectsIn, problemsOf } from './fleets';

function appWith(delivery: Delivery | undefined, text = 'a') {
  const app = newFleetApp();
  new Fleet(app, 'monitoring', {
    namespace: 'monitoring',
    ...(delivery === undefined ? {} : { delivery }),
    clusters: [{ name: 'eu-1' }, { name: 'us-1' }],
    template: (cluster: Cluster) => {
      new ApiObject(cluster, 'notes', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'notes' },
        ...{ data: { text } },
      });
      return new Prometheus(cluster, 'k8s', { storage: { emptyDir: {} } });
    },
  });
  return app;
}

test.each([
  ['ManifestWork', 'work.open-cluster-management.io/v1', 'us-1'],
  ['Work', 'work.karmada.io/v1alpha1', 'karmada-es-us-1'],
] as const)('%s carries each object to its cluster', (delivery, apiVersion, namespace) => {
  const plain = objectsIn(appWith(undefined), 'us-1');
  const carriers = objectsIn(appWith(delivery), 'us-1');
  expect(
    new Set(carriers.map((each) => [each.apiVersion, each.kind, each.metadata.namespace].join())),
  ).toEqual(new Set([[apiVersion, delivery, namespace].join()]));
  expect(
    carriers.map(({ spec }) => (spec as { workload: { manifests: unknown[] } }).workload.manifests),
  ).toEqual(plain.map((object) => [object]));
  const names = carriers.map(({ metadata }) => metadata.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('role.monitoring.prometheus-monitoring-k8s-monitoring');
});

test('what the control plane would refuse is told before anything is written', () => {
  const large = 'x'.repeat(60_000);
  expect(problemsOf(appWith('ManifestWork', large)).map(({ path, code }) => [path, code])).toEqual([
    ['monitoring/eu-1', 'undeliverable'],
    ['monitoring/us-1', 'undeliverable'],
  ]);
  expect(() => {
    appWith('Work', large).synth();
  }).not.toThrow();
  expect(problemsOf(appWith('Flux' as Delivery)).map(({ field }) => field)).toEqual(['delivery']);
});
