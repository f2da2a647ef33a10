export { renderArguments, type Flag, type FlagContext } from './arguments';
export { checkWorkload, routePrefix, servedPath } from './check';
export { podFact } from './pod-fact';
export { containerSecurity, podSecurity } from './pod-security';
export type {
  EphemeralStorage,
  NetworkPolicyOptions,
  Storage,
  VolumeClaim,
  VolumeClaimTemplate,
  VolumeRetention,
  WorkloadProps,
} from './props';
export { statefulSet, type StatefulSetParts } from './stateful-set';
export { dataVolume, type DataVolume } from './storage';
