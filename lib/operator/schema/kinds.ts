import type { OperatorKind } from '../object';
import data from './crds.json';
import type { Schema } from './schema';

/** The group that all kinds of the operator are in. */
export const GROUP = 'monitoring.coreos.com';

/** Whose CRDs these are. */
export const OPERATOR_VERSION: string = data.version;

const { kinds, parts } = data as unknown as {
  readonly kinds: Readonly<Record<string, Schema>>; // by `v1/ServiceMonitor`
  readonly parts: Readonly<Record<string, Schema>>;
};

/** The versions that each kind has: `v1`. */
const VERSIONS = new Map<string, readonly string[]>();
for (const [version, kind] of Object.keys(kinds).map((name) => name.split('/') as [string, string])) {
  VERSIONS.set(kind, [...(VERSIONS.get(kind) ?? []), version]);
}

/** All kinds that there are. */
export const OPERATOR_KINDS: readonly string[] = [...VERSIONS.keys()];

export function isOperatorKind(kind: string): kind is OperatorKind {
  return VERSIONS.has(kind);
}

/** The values of `apiVersion` that a kind may have. */
export function apiVersions(kind: OperatorKind): string[] {
  return (VERSIONS.get(kind) ?? []).map((version) => `${GROUP}/${version}`);
}

/**
 * What the CRD asks of `spec`.
 *
 * @param apiVersion one that the kind has
 */
export function specSchema(apiVersion: string, kind: OperatorKind): Schema {
  return kinds[`${apiVersion.slice(GROUP.length + 1)}/${kind}`] ?? {};
}

/** The schema itself, where what is given is the name of a part. */
export function resolved(schema: Schema): Schema {
  return schema.part === undefined ? schema : (parts[schema.part] ?? {});
}
