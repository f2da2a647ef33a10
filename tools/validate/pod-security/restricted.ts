import type { PodSpec, SecurityContext } from 'kubernetes-types/core/v1';
import type { Pod } from '../../../lib/manifests';
import { procMount, seccomp } from './baseline';
import type { Control, Violation } from './control';
import { allowOnly, containers, hasUserNamespace, isWindows, securityContexts } from './parts';

const VOLUMES = [
  ...[
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'image',
    'persistentVolumeClaim',
    'projected',
  ],
  'secret',
];

/** What is demanded in addition: what a container should be that needs nothing of its host. */
export const RESTRICTED: readonly Control[] = [
  { name: 'Volume Types', replaces: 'HostPath Volumes', violations: volumeTypes },
  { name: 'Privilege Escalation', violations: onLinux(privilegeEscalation) },
  { name: 'Running as Non-root', violations: outsideUserNamespace(runAsNonRoot) },
  { name: 'Running as Non-root user', violations: outsideUserNamespace(runAsUser) },
  { name: 'Seccomp demanded', replaces: 'Seccomp', violations: onLinux(seccompDemanded) },
  { name: 'Capabilities dropped', replaces: 'Capabilities', violations: onLinux(capabilities) },
  { name: '/proc Mount Type, also in user namespaces', replaces: '/proc Mount Type', violations: procMount },
];

function volumeTypes({ spec }: Pod): Violation[] {
  return (spec.volumes ?? []).flatMap((volume, index) => {
    const types = Object.keys(volume).filter((key) => key !== 'name');
    return types.some((type) => VOLUMES.includes(type))
      ? []
      : [
          {
            field: `volumes[${index}]`,
            message: `volume "${volume.name}" is of type ${types.join(', ') || 'unknown'}`,
          },
        ];
  });
}

function privilegeEscalation({ spec }: Pod): Violation[] {
  return containers(spec)
    .filter(({ container }) => container.securityContext?.allowPrivilegeEscalation !== false)
    .map(({ field }) => ({
      field: `${field}.securityContext.allowPrivilegeEscalation`,
      message: 'must be false',
    }));
}

function runAsNonRoot({ spec }: Pod): Violation[] {
  return [
    ...demanded(
      spec,
      'runAsNonRoot',
      ({ runAsNonRoot }) => runAsNonRoot,
      'must be true, here or for the pod',
    ),
    ...securityContexts(spec).flatMap(({ field, context }) =>
      allowOnly(`${field}.runAsNonRoot`, context.runAsNonRoot, [true]),
    ),
  ];
}

function runAsUser({ spec }: Pod): Violation[] {
  return securityContexts(spec)
    .filter(({ context }) => context.runAsUser === 0)
    .map(({ field }) => ({ field: `${field}.runAsUser`, message: 'must not be 0' }));
}

function seccompDemanded(pod: Pod): Violation[] {
  const message = 'must be "RuntimeDefault" or "Localhost", here or for the pod';
  return [
    ...demanded(pod.spec, 'seccompProfile.type', ({ seccompProfile }) => seccompProfile, message),
    ...seccomp(pod),
  ];
}

function capabilities({ spec }: Pod): Violation[] {
  return containers(spec).flatMap(({ field, container }) => {
    const { add = [], drop = [] } = container.securityContext?.capabilities ?? {};
    const place = `${field}.securityContext.capabilities`;
    return [
      ...(drop.includes('ALL') ? [] : [{ field: `${place}.drop`, message: 'must include "ALL"' }]),
      ...add.flatMap((capability) => allowOnly(`${place}.add`, capability, ['NET_BIND_SERVICE'])),
    ];
  });
}

/** A violation for each container where neither it nor its pod says anything. */
function demanded(
  spec: PodSpec,
  field: string,
  read: (context: Pick<SecurityContext, 'runAsNonRoot' | 'seccompProfile'>) => unknown,
  message: string,
): Violation[] {
  if (read(spec.securityContext ?? {}) !== undefined) {
    return [];
  }
  return containers(spec)
    .filter(({ container }) => read(container.securityContext ?? {}) === undefined)
    .map((placed) => ({ field: `${placed.field}.securityContext.${field}`, message }));
}

function onLinux(violations: Control['violations']): Control['violations'] {
  return (pod) => (isWindows(pod.spec) ? [] : violations(pod));
}

function outsideUserNamespace(violations: Control['violations']): Control['violations'] {
  return (pod) => (hasUserNamespace(pod.spec) ? [] : violations(pod));
}
