import type { Finding } from '../finding';
import type { Manifest } from '../manifests';
import type { Pod } from '../../../lib/manifests';
import { BASELINE } from './baseline';
import type { Control, DemandingLevel } from './control';
import { RESTRICTED } from './restricted';

export type PodSecurityLevel = 'privileged' | DemandingLevel;

/** How a namespace says what its pods may be. */
const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';

const CONTROLS: Readonly<Record<PodSecurityLevel, readonly Control[]>> = {
  privileged: [],
  baseline: BASELINE,
  restricted: [
    ...BASELINE.filter(({ name }) => !RESTRICTED.some(({ replaces }) => replaces === name)),
    ...RESTRICTED,
  ],
};

/** Names of the controls that a level consists of. */
export function controlNames(level: PodSecurityLevel): string[] {
  return CONTROLS[level].map(({ name }) => name);
}

/** Where a pod is not what a level of the Pod Security Standards demands. */
export function podSecurity(pod: Pod, level: PodSecurityLevel): Finding[] {
  return CONTROLS[level].flatMap((control) =>
    control.violations(pod).map(({ field, message }) => ({
      object: pod.object,
      field: `${pod.field}.${field}`,
      message: `${message} (${control.name}, Pod Security "${level}")`,
    })),
  );
}

/** Namespaces among the objects that let their pods off `restricted`, by their own label. */
export function exemptNamespaces(manifests: readonly Manifest[]): Map<string, PodSecurityLevel> {
  return new Map(
    manifests
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => [metadata.name, metadata.labels?.[ENFORCE_LABEL]] as const)
      .filter(
        (entry): entry is [string, PodSecurityLevel] => entry[1] === 'privileged' || entry[1] === 'baseline',
      ),
  );
}
