export type { Action, HaltReason } from './action';
export { assess, type Assessment, type Condition } from './assess';
export { decide, type Policy } from './decide';
export { Memory, type Look } from './memory';
export type {
  GossipObservation,
  InstanceObservation,
  Observation,
  PodObservation,
  SetObservation,
} from './observation';
