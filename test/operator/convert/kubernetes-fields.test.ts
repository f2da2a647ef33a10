import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperatorKind } from '../../../lib/operator';
import type { Schema } from '../../../lib/operator/schema';
import { resolved, specSchema } from '../../../lib/operator/schema/kinds';
import { describeUnless } from '../../support/programs';

const SCHEMAS = join('..', 'shared', 'schemas', 'kubernetes-1.36');
const missing = existsSync(SCHEMAS) ? undefined : `no ${SCHEMAS}`;

/** Part of a schema of OpenAPI. */
interface OpenApi {
  readonly $ref?: string;
  readonly allOf?: readonly OpenApi[];
  readonly properties?: Readonly<Record<string, OpenApi>>;
  readonly items?: OpenApi;
}

/** Fields that are taken as they are, and the objects of Kubernetes that they go into. */
const VERBATIM: ReadonlyArray<readonly [field: string, target: string]> = [
  ...[
    'affinity',
    'tolerations',
    'topologySpreadConstraints',
    'hostAliases',
    'dnsConfig',
    'imagePullSecrets',
  ].map((field) => [field, 'io.k8s.api.core.v1.PodSpec'] as const),
  ...['volumes', 'containers', 'initContainers', 'securityContext'].map(
    (field) => [field, 'io.k8s.api.core.v1.PodSpec'] as const,
  ),
  ...['resources', 'volumeMounts'].map((field) => [field, 'io.k8s.api.core.v1.Container'] as const),
  ['persistentVolumeClaimRetentionPolicy', 'io.k8s.api.apps.v1.StatefulSetSpec'],
];

/** The operator's own, which is converted. */
const CONVERTED = ['topologySpreadConstraints[].additionalLabelSelectors'];

describeUnless(missing, "what is taken as it is has no field that is not Kubernetes' own", () => {
  const schemas = missing === undefined ? readSchemas() : {};

  const follow = (schema: OpenApi): OpenApi => {
    const target = schema.$ref ?? schema.allOf?.[0]?.$ref;
    return target === undefined ? schema : follow(schemas[target.split('/').at(-1) ?? ''] ?? {});
  };

  const foreign = (crd: Schema, kubernetes: OpenApi, path: string): string[] => {
    const { type, items, properties = {} } = resolved(crd);
    const target = follow(kubernetes);
    if (type === 'array') {
      return items === undefined || target.items === undefined
        ? []
        : foreign(items, target.items, `${path}[]`);
    }
    return Object.entries(properties).flatMap(([name, field]) => {
      const theirs = target.properties?.[name];
      return theirs === undefined ? [`${path}.${name}`] : foreign(field, theirs, `${path}.${name}`);
    });
  };

  const kinds: ReadonlyArray<readonly [OperatorKind, string]> = [
    ['Prometheus', 'v1'],
    ['PrometheusAgent', 'v1alpha1'],
    ['Alertmanager', 'v1'],
  ];

  test.each(kinds)('of %s', (kind, version) => {
    const { properties = {} } = specSchema(`monitoring.coreos.com/${version}`, kind);
    const found = VERBATIM.flatMap(([field, target]) => {
      const theirs = schemas[target]?.properties?.[field];
      expect([field, properties[field] !== undefined, theirs !== undefined]).toEqual([field, true, true]);
      return foreign(properties[field] ?? {}, theirs ?? {}, field);
    });
    expect(found.filter((path) => !CONVERTED.includes(path))).toEqual([]);
  });
});

function readSchemas(): Readonly<Record<string, OpenApi>> {
  return Object.assign(
    {},
    ...readdirSync(SCHEMAS)
      .filter((file) => /^api(__|s__apps__)v1\.json$/.test(file))
      .map(
        (file) =>
          (
            JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as {
              components: { schemas: Record<string, OpenApi> };
            }
          ).components.schemas,
      ),
  ) as Readonly<Record<string, OpenApi>>;
}
