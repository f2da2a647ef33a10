export type { Alerting, AlertmanagerTarget } from './alerting-props';
export type {
  CommonPrometheusProps,
  ConfigSlots,
  ScrapeSelectionProps,
  SelfMonitoring,
} from './common-props';
export type { AzureAd } from './azure-ad';
export type { LogFiles } from './log-files';
export type { MetricNames, NameEscapingScheme, NameValidationScheme } from './metric-names';
export type { Otlp } from './otlp';
export { placementsIn, type PlacementDecision } from './placement-decision';
export type { PodPlacement } from './pod-placement';
export type { EnforcementProps } from './policy-props';
export { Prometheus } from './prometheus';
export { PrometheusAgent } from './prometheus-agent';
export type { PrometheusAgentProps } from './agent-props';
export type { RuleConfigMaps } from './rule-config-maps';
export type {
  RetiredShard,
  ShardingProps,
  ShardingStrategy,
  ShardOverride,
  RulePlacement,
} from './sharding-props';
export type { RemoteRead } from './remote-read';
export type { Tracing } from './tracing';
export type { Tsdb } from './tsdb';
export type {
  PrometheusProps,
  QueryProps,
  RuleAlertProps,
  RuleSelectionProps,
  SelectionProps,
} from './props';
export type { Deduplication } from './deduplication';
export type {
  GlobalViewProps,
  NoView,
  PrometheusView,
  ThanosView,
  ViewFront,
  ViewQuery,
  ViewQueryFrontend,
  ViewRuler,
} from './view/props';
export type { ViewParts } from './view/parts';
export type { ThanosViewParts } from './view/thanos-parts';
export type { PrometheusFront, PrometheusViewParts } from './view/front-parts';
export type { MetadataConfig, QueueConfig, RemoteWrite } from './remote-write-props';
export * from './remote-write-presets';
export type { Sigv4 } from './sigv4';
export type { ClientAuthType, WebConfigFile, WebProps, WebTlsConfig } from './web-props';
