import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Files of CRDs of Karmada, Open Cluster Management and the Multi-Cluster Services API, as `tools/run.mjs` says; none without Go. */
export function crdFiles(): readonly string[] {
  return JSON.parse(process.env.CDK8S_PROMETHEUS_CRDS ?? '[]') as readonly string[];
}

/** Kubernetes's OpenAPI schemas: where `tools/run.mjs` says, or those of ../shared; absent where there are none. */
export function schemaFolder(): string | undefined {
  const shared = join(__dirname, '..', '..', '..', 'shared', 'schemas', 'kubernetes-1.36');
  return process.env.CDK8S_PROMETHEUS_SCHEMAS ?? (existsSync(shared) ? shared : undefined);
}
