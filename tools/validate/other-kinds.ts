import { readFileSync } from 'node:fs';
import type { SchemaObject } from 'ajv';
import { parse } from 'yaml';
import { mapValues, refuseUnknownFields, type OpenApiSchema } from './strict-schema';

/** The Kubernetes document of what every object has. */
export const CORE = 'v1';

const METADATA = { $ref: `${CORE}#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta` };

/** The parts of a CRD that are read. */
interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: ReadonlyArray<{
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
    }>;
  };
}

/**
 * Schemas of kinds that are none of Kubernetes's own, by `apiVersion` and `kind`, unknown fields refused.
 *
 * @param crds files of CRDs
 */
export function otherKinds(crds: readonly string[]): Readonly<Record<string, SchemaObject>> {
  return { ...WITHOUT_CRD, ...Object.fromEntries(crds.flatMap(kindsIn)) };
}

/** What is known where CRDs cannot be had: of the Multi-Cluster Services API what an export needs, that is its name. */
const WITHOUT_CRD: Readonly<Record<string, SchemaObject>> = {
  'multicluster.x-k8s.io/v1alpha1 ServiceExport': {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    additionalProperties: false,
    properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: METADATA },
  },
};

function kindsIn(file: string): Array<readonly [id: string, schema: SchemaObject]> {
  const { spec } = parse(readFileSync(file, 'utf8')) as Crd;
  return spec.versions.map(({ name, schema: { openAPIV3Schema: schema } }) => [
    `${spec.group}/${name} ${spec.names.kind}`,
    {
      ...refuseUnknownFields(schema),
      required: ['apiVersion', 'kind', 'metadata'],
      properties: {
        ...mapValues(schema.properties ?? {}, refuseUnknownFields),
        metadata: METADATA,
      },
    },
  ]);
}
