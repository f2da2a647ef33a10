import type { Pod } from '../../../lib/manifests';

/** Levels of the Pod Security Standards that demand something. */
export type DemandingLevel = 'baseline' | 'restricted';

/** A place in a pod's spec that a control does not allow. */
export interface Violation {
  /** Below the pod's spec: `containers[0].securityContext.privileged`. */
  readonly field: string;
  readonly message: string;
}

/**
 * One control of the standards, as the admission of Kubernetes 1.36 decides it.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface Control {
  readonly name: string;

  /** The name of the control of `baseline` that this one of `restricted` includes. */
  readonly replaces?: string;

  violations(pod: Pod): Violation[];
}
