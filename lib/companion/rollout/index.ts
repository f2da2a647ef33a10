export type { Action, HaltReason } from './action';
export { assess, type Assessment, type Condition } from './assess';
export { afterRollback, decide, type Policy } from './decide';
export { describeAction } from './describe-action';
export { ForbiddenError } from './forbidden-error';
export { Memory, type Look } from './memory';
export type {
  GossipObservation,
  InstanceObservation,
  Observation,
  PodObservation,
  SetObservation,
} from './observation';
export { preflight, type BudgetLook, type Finding, type PreflightFacts } from './preflight';
export type { Outcome, Step } from './outcome';
export type {
  ActiveAlert,
  Claim,
  ClockPort,
  ClusterLook,
  ClusterPort,
  Eviction,
  InstancePort,
  InstanceSettings,
  LeasePort,
  MeshSettings,
  NamesPort,
  PodLook,
  StorePort,
} from './ports';
export { surveyOf, roll, watch, type Ports, type RollOptions, type WatchOptions } from './roll';
export {
  conditionsOf,
  haltedCondition,
  mergeConditions,
  type FreshCondition,
  type StatusCondition,
} from './status-condition';
export { StoreLimitError } from './store-limit-error';
export type { Survey } from './survey';
export { compareTurns } from './turn';
export { TransientError } from './transient-error';
export { readVersion, versionOf, type TemplateLook, type Version } from './template';
export { templateChanges, type TemplateChange } from './template-changes';
