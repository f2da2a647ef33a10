export type { Alerting, AlertmanagerTarget, HasAlertmanagerEndpoint } from './alerting-props';
export { Prometheus } from './prometheus';
export type {
  ConfigSlots,
  PrometheusProps,
  QueryProps,
  RuleAlertProps,
  SelectionProps,
  SelfMonitoring,
} from './props';
export type { MetadataConfig, QueueConfig, RemoteWrite, Sigv4 } from './remote-write-props';
export type { ClientAuthType, WebConfigFile, WebProps, WebTlsConfig } from './web-props';
