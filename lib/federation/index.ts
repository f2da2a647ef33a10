export { asOneServer } from './as-one-server';
export { readMatch } from './check';
export type { FederationEndpoint, HasFederationEndpoint } from './endpoint';
export { federationAlerts, silenceAlerts } from './alerts';
export { serviceExports } from './exports';
export { Federation } from './federation';
export { federationJobs, jobNameOf, timesOf, type FederationTimes } from './jobs';
export {
  cycleFrom,
  DEFAULT_LABEL,
  DEFAULT_TRANSPORT,
  endpointOf,
  federationsFrom,
  federationsInto,
  hubsOf,
  isWrittenTo,
  leavesOf,
  servedLeaves,
  type Leaf,
} from './leaves';
export * from './match';
export type { FederatedLeaf, FederationClient, FederationProps, Reach, Transport } from './props';
export { federationWrites, writeTimesOf, type FederationWrite, type WriteTimes } from './writes';
