export { dashboardSelectors } from './dashboard';
export { Grafana } from './grafana';
export { GrafanaDashboard, type GrafanaDashboardProps, type HasPath } from './grafana-dashboard';
export { GrafanaProvisioning } from './grafana-provisioning';
export type {
  ApiDiscovery,
  DashboardLints,
  DataSourceSettings,
  DataSourceTls,
  ExemplarLink,
  FileDiscovery,
  GrafanaContentProps,
  GrafanaDiscovery,
  GrafanaProvisioningProps,
  OperatorDiscovery,
  SidecarDiscovery,
} from './props';
export type { GrafanaProps, GrafanaSetting } from './server/props';
