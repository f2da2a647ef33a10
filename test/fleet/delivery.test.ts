import { ApiObject } from 'cdk8s';
import { Fleet, Prometheus, type Cluster, type Delivery } from '../../lib';
import { formatFinding } from '../../tools/validate/finding';
import type { Manifest } from '../../tools/validate/manifests';
import { KubernetesSchemas } from '../../tools/validate/schemas';
import { describeUnless } from '../support/programs';
import { crdFiles, schemaFolder } from '../support/schemas';
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

const MISSING =
  schemaFolder() === undefined ? 'no Kubernetes schemas' : crdFiles().length === 0 ? 'no CRDs' : undefined;

describeUnless(MISSING, 'the CRDs of control planes', () => {
  const schemas = new KubernetesSchemas(schemaFolder() ?? '', crdFiles());
  const findings = (...objects: readonly Manifest[]): string[] =>
    objects.flatMap((object) => schemas.validate(object)).map(formatFinding);

  test.each(['ManifestWork', 'Work'] as const)('take each %s as it is, and no further field', (delivery) => {
    const carriers = objectsIn(appWith(delivery), 'us-1');
    expect(carriers.length).toBeGreaterThan(5);
    expect(findings(...carriers)).toEqual([]);
    const [carrier] = carriers;
    const { workload } = carrier!.spec as { workload: object };
    expect(findings({ ...carrier!, spec: { workload, cluster: 'us-1' } })).toEqual([
      expect.stringContaining('spec: "cluster" is not a field'),
    ]);
  });

  test('take an export of the ClusterSet, and no further field', () => {
    const exported = {
      apiVersion: 'multicluster.x-k8s.io/v1alpha1',
      kind: 'ServiceExport',
      metadata: { name: 'prometheus-k8s', namespace: 'monitoring' },
    };
    expect(findings(exported)).toEqual([]);
    expect(findings({ ...exported, spec: { service: 'a' } })).toEqual([
      expect.stringContaining('"service" is not a field'),
    ]);
  });
});
