import { schemaFolder } from '../support/schemas';
import { describeUnless } from '../support/programs';
import { parseManifests } from '../../tools/validate/manifests';
import { KubernetesSchemas } from '../../tools/validate/schemas';
import { formatFinding } from '../../tools/validate/finding';

const folder = schemaFolder();

describeUnless(folder === undefined ? 'no Kubernetes schemas' : undefined, 'Kubernetes schemas', () => {
  const schemas = new KubernetesSchemas(folder ?? '');

  function problems(yaml: string): string[] {
    return parseManifests(yaml, 'test')
      .flatMap((manifest) => schemas.validate(manifest))
      .map(formatFinding);
  }

  test('accept a StatefulSet with what workloads have: integers or strings, quantities, maps, newer fields', () => {
    const yaml = `
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: k8s, namespace: monitoring, labels: { a: b }, creationTimestamp: 2026-01-02T03:04:05Z }
      spec:
        serviceName: k8s
        selector: { matchLabels: { a: b } }
        updateStrategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 50% } }
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain }
        template:
          metadata: { labels: { a: b } }
          spec:
            hostUsers: false
            initContainers: [{ name: sidecar, image: i, restartPolicy: Always }]
            containers:
              - name: main
                image: i
                resources: { requests: { cpu: 1, memory: 400Mi } }
                livenessProbe: { httpGet: { port: web } }
                readinessProbe: { httpGet: { port: 9090 } }`;
    expect(problems(yaml)).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    [
      'an unknown field',
      '{ ports: [{ port: 80, targetport: web }] }',
      ['spec.ports[0]: "targetport" is not a field'],
    ],
    ['a wrong type', '{ ports: [{ port: "80" }] }', ['spec.ports[0].port: must be integer']],
    ['a missing field', '{ ports: [{ name: web }] }', ["spec.ports[0]: must have required property 'port'"]],
    [
      'several at once',
      '{ ports: [{}], typ: x }',
      ['spec: "typ" is not a field', "spec.ports[0]: must have required property 'port'"],
    ],
  ])('refuse %s', (_, spec, expected) => {
    const yaml = `{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: ${spec} }`;
    expect(problems(yaml)).toEqual(expected.map((line) => `Service shop/web: ${line}`));
  });

  test('know an export of the Multi-Cluster Services API', () => {
    const exported = (rest: string) =>
      problems(
        `{ apiVersion: multicluster.x-k8s.io/v1alpha1, kind: ServiceExport, metadata: { name: web, namespace: shop${rest}`,
      );
    expect(exported(' } }')).toEqual([]);
    expect(exported(', nmae: x }, spce: {} }')).toEqual([
      'ServiceExport shop/web: "spce" is not a field',
      'ServiceExport shop/web: metadata: "nmae" is not a field',
    ]);
  });

  test('refuse unknown fields of objects inside of other objects', () => {
    const yaml = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, lables: {} } }';
    expect(problems(yaml)).toEqual(['ConfigMap a: metadata: "lables" is not a field']);
  });

  test.each([
    '{ apiVersion: v1, kind: Servise, metadata: { name: a } }',
    '{ apiVersion: x.io/v1, kind: X, metadata: { name: a } }',
  ])('refuse a kind that Kubernetes does not have: %s', (yaml) => {
    expect(problems(yaml)).toEqual([
      expect.stringMatching(/Kubernetes has no (Servise in v1|X in x.io\/v1)/),
    ]);
  });
});
