export { AlertmanagerConfig, type AlertmanagerConfigProps } from './alertmanager-config';
export type { ContributionProps } from './props';
export { Routing, type RoutingProps } from './routing';
