import type { PodSecurityContext, SecurityContext } from 'kubernetes-types/core/v1';

/**
 * The user and group that kube-prometheus runs its pods as: volumes that it left behind can be read.
 * Together with {@link containerSecurity} this is what Pod Security calls `restricted`.
 */
export const podSecurity: PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 2000,
  fsGroup: 2000,
  // A large volume would otherwise be walked through at every start.
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What every container of ours may do: nothing beyond its own process and its mounts. */
export const containerSecurity: SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
