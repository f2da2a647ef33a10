export { alertmanagerDashboard } from './alertmanager';
export { federationDashboard, type FederationDashboardOptions } from './federation';
export { prometheusDashboard } from './prometheus';
export { rolloutDashboard } from './rollout';
export { shardsDashboard } from './shards';
export { viewDashboard } from './view';
