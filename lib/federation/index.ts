export { asOneServer } from './as-one-server';
export { readMatch } from './check';
export type { FederatedStore, FederationEndpoint, HasFederationEndpoint } from './endpoint';
export { federationAlerts, silenceAlerts, type Silence } from './alerts';
export { serviceExports } from './exports';
export { Federation } from './federation';
export { federationJobs, jobNameOf, timesOf, type FederationTimes } from './jobs';
export {
  cycleFrom,
  DEFAULT_LABEL,
  endpointOf,
  federationsFrom,
  federationsInto,
  hubsOf,
  isWrittenTo,
  leavesOf,
  servedLeaves,
  withHub,
  type Leaf,
} from './leaves';
export * from './match';
export type { ReadByThanos, ThanosReaders } from './readers';
export type {
  FederatedLeaf,
  FederationClient,
  FederationProps,
  FederationReaders,
  Reach,
  Transport,
} from './props';
export { DEFAULT_TRANSPORT } from './transports';
export { federationWrites, writeTimesOf, type FederationWrite, type WriteTimes } from './writes';
