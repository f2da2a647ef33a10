export type { Action, HaltReason } from './action';
export { assess, type Assessment, type Condition } from './assess';
export { afterRollback, decide, type Policy } from './decide';
export { Memory, type Look } from './memory';
export type {
  GossipObservation,
  InstanceObservation,
  Observation,
  PodObservation,
  SetObservation,
} from './observation';
export {
  TransientError,
  type ActiveAlert,
  type ClockPort,
  type ClusterLook,
  type ClusterPort,
  type Eviction,
  type InstancePort,
  type InstanceSettings,
  type LeasePort,
  type MeshSettings,
  type NamesPort,
  type PodLook,
} from './ports';
export {
  surveyOf,
  roll,
  watch,
  type Outcome,
  type Ports,
  type RollOptions,
  type Step,
  type WatchOptions,
} from './roll';
export type { Survey } from './survey';
export { compareTurns } from './turn';
