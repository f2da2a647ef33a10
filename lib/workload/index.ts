export { renderArguments, type Flag, type FlagContext } from './arguments';
export { checkWorkload, routePrefix, servedPath } from './check';
export { withClusterLabel } from './cluster-label';
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
export { configReloader, type ConfigReloaderOptions, type ReloaderParts } from './config-reloader';
export { daemonSet, type DaemonSetParts } from './daemon-set';
export { deployment, type DeploymentParts } from './deployment';
export { podTemplate, type PodParts } from './pod-template';
export { statefulSet, type StatefulSetParts } from './stateful-set';
export { slotGlobs, slotMaps, slotVolume, spread } from './slots';
export { checkStorage, claimName, dataVolume, storageBytes, type DataVolume } from './storage';
export { checkUpdateStrategy, type RollingUpdate, type UpdateStrategy } from './update-strategy';
