export { renderArguments, type Flag, type FlagContext } from './arguments';
export { checkWorkload, routePrefix, servedPath } from './check';
export { podFact } from './pod-fact';
export { containerSecurity, podSecurity } from './pod-security';
export type {
  EphemeralClaim,
  EphemeralStorage,
  NetworkPolicyOptions,
  Storage,
  VolumeClaim,
  VolumeClaimTemplate,
  VolumeRetention,
  WorkloadProps,
} from './props';
export { deployment, type DeploymentParts } from './deployment';
export { daemonSet, type DaemonSetParts } from './daemon-set';
export { podTemplate, type PodParts } from './pod-template';
export { statefulSet, type RollingUpdate, type StatefulSetParts, type UpdateStrategy } from './stateful-set';
export { checkStorage, claimName, dataVolume, type DataVolume } from './storage';
