import type { SchemaObject } from 'ajv';

/** The Kubernetes document of what every object has. */
export const CORE = 'v1';

/**
 * Kinds that are none of Kubernetes's own, by `apiVersion` and `kind`: of the Multi-Cluster Services API what an export needs, that
 * is its name.
 */
export const OTHER_KINDS: Readonly<Record<string, SchemaObject>> = {
  'multicluster.x-k8s.io/v1alpha1 ServiceExport': {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    additionalProperties: false,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { $ref: `${CORE}#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta` },
    },
  },
};
