import { statSync } from 'node:fs';
import { checkConfigs, type CheckedInstance, type Programs } from './configs';
import { count, type Check } from './finding';
import { manifestFiles, readManifests, type Manifest } from './manifests';
import { exemptNamespaces, podSecurity } from './pod-security';
import { pods } from '../../lib/manifests';
import { KubernetesSchemas } from './schemas';

export { count, formatFinding, type Check, type Finding } from './finding';
export type { CheckedInstance, Programs } from './configs';

/** What a validation needs from outside. What is missing is skipped, and said. */
export interface Surroundings {
  readonly programs: Programs;

  /** Folder of the Kubernetes OpenAPI schemas. */
  readonly schemas: string | undefined;

  /** Files of CRDs of further kinds. @default - none */
  readonly crds?: readonly string[];
}

export interface ValidationReport {
  readonly files: number;
  readonly bytes: number;

  /** How many objects there are of each kind, by kind. */
  readonly objects: Readonly<Record<string, number>>;
  readonly instances: readonly CheckedInstance[];
  readonly checks: readonly Check[];
}

/** Checks everything in an output folder of cdk8s: all checks run, whatever the first of them find. */
export async function validateOutput(folder: string, surroundings: Surroundings): Promise<ValidationReport> {
  const files = manifestFiles(folder);
  const manifests = readManifests(files);
  const configs = await checkConfigs(manifests, surroundings.programs);
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    objects: countKinds(manifests),
    instances: configs.instances,
    checks: [checkSchemas(manifests, surroundings), checkPods(manifests), ...configs.checks],
  };
}

/** Whether nothing was found. What was skipped counts as nothing. */
export function isValid({ checks }: ValidationReport): boolean {
  return checks.every(({ findings }) => findings.length === 0);
}

/** The surroundings that `tools/run.mjs` tells of. */
export function surroundingsFromEnvironment(env: NodeJS.ProcessEnv = process.env): Surroundings {
  return {
    programs: JSON.parse(env.CDK8S_PROMETHEUS_PROGRAMS ?? '{}') as Programs,
    schemas: env.CDK8S_PROMETHEUS_SCHEMAS,
    crds: JSON.parse(env.CDK8S_PROMETHEUS_CRDS ?? '[]') as readonly string[],
  };
}

function checkSchemas(manifests: readonly Manifest[], { schemas: folder, crds }: Surroundings): Check {
  const check = {
    title: 'Kubernetes 1.36 schemas, unknown fields refused',
    scope: count(manifests.length, 'object'),
    notes: [],
  };
  if (folder === undefined) {
    return { ...check, findings: [], skipped: 'no Kubernetes schemas' };
  }
  const schemas = new KubernetesSchemas(folder, crds);
  return { ...check, findings: manifests.flatMap((manifest) => schemas.validate(manifest)) };
}

function checkPods(manifests: readonly Manifest[]): Check {
  const exempt = exemptNamespaces(manifests);
  const all = pods(manifests);
  return {
    title: 'Pod Security "restricted"',
    scope: count(all.length, 'pod template'),
    findings: all.flatMap((pod) => podSecurity(pod, exempt.get(pod.namespace) ?? 'restricted')),
    notes: all
      .filter(({ namespace }) => exempt.has(namespace))
      .map(
        ({ object, namespace }) =>
          `${object}: "${exempt.get(namespace) ?? ''}" by the label of its namespace`,
      ),
  };
}

function countKinds(manifests: readonly Manifest[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of [...manifests].sort((a, b) => (a.kind < b.kind ? -1 : 1))) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
