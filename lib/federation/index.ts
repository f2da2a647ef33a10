export { readMatch } from './check';
export type { FederationEndpoint, HasFederationEndpoint } from './endpoint';
export { federationAlerts } from './alerts';
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
  leavesOf,
  type Leaf,
} from './leaves';
export * from './match';
export type { FederatedLeaf, FederationClient, FederationProps, Reach } from './props';
