import type { Container, PodSecurityContext, PodSpec, SecurityContext } from 'kubernetes-types/core/v1';
import type { Violation } from './control';

/** A container of any of the lists of a pod, and where it stands. */
export interface PlacedContainer {
  readonly field: string;
  readonly container: Container;
}

/** A security context, of the pod or of a container, and where it stands. */
export interface PlacedContext {
  readonly field: string;
  readonly context: PodSecurityContext & SecurityContext;
}

export function containers(spec: PodSpec): PlacedContainer[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, index) => ({
      field: `${list}[${index}]`,
      container: container,
    })),
  );
}

/** Those that are there: of the pod first. */
export function securityContexts(spec: PodSpec): PlacedContext[] {
  return [
    { field: 'securityContext', context: spec.securityContext },
    ...containers(spec).map(({ field, container }) => ({
      field: `${field}.securityContext`,
      context: container.securityContext,
    })),
  ].filter((placed): placed is PlacedContext => placed.context !== undefined);
}

/** The control of all that is not `allowed`; what is absent is allowed. */
export function allowOnly<T>(field: string, value: T | undefined, allowed: readonly T[]): Violation[] {
  return value === undefined || allowed.includes(value)
    ? []
    : [
        {
          field,
          message: `is ${JSON.stringify(value)}, allowed is ${allowed.map((each) => JSON.stringify(each)).join(', ')}`,
        },
      ];
}

/** Root in a user namespace is nobody on the host, so some controls let such pods pass. */
export function hasUserNamespace(spec: PodSpec): boolean {
  return spec.hostUsers === false;
}

/** Controls about what only Linux has let Windows pods pass, when they say what they are. */
export function isWindows(spec: PodSpec): boolean {
  return spec.os?.name === 'windows';
}
