export * from './alertmanager';
export {
  explainTarget,
  renderExplanation,
  type DroppingRule,
  type ExplainOptions,
  type JobExplanation,
  type Origin,
  type RenderOptions,
  type TargetExplanation,
} from './explain';
export type {
  Authorization,
  BasicAuth,
  HttpClient,
  OAuth2,
  ProxyConfig,
  TlsConfig,
  TlsVersion,
} from './http';
export { prometheusConfig } from './manifests';
export { formatProblem, SynthesisError, type Problem, type Severity } from './problems';
export * from './prometheus';
export {
  configMapKey,
  secretKey,
  type ConfigMapKeySelector,
  type ReferenceOptions,
  type SecretKeySelector,
  type SecretOrConfigMap,
} from './references';
export {
  populateLabels,
  relabel,
  RelabelError,
  traceRelabel,
  type LabelChange,
  type Labels,
  type Relabeled,
  type RelabelOptions,
  type RelabelStep,
  type RelabelTrace,
  type TargetOutcome,
  type TargetTrace,
} from './relabel';
export {
  alert,
  PrometheusRule,
  recordingRule,
  type AlertingRule,
  type AlertOptions,
  type PrometheusRuleProps,
  type RecordingRule,
  type Rule,
  type RuleGroup,
} from './rules';
export {
  PodMonitor,
  Probe,
  ScrapeConfig,
  SERVICE_ACCOUNT_TOKEN_FILE,
  ServiceMonitor,
  type AttachMetadata,
  type DnsSDConfig,
  type FileSDConfig,
  type HttpSDConfig,
  type KubernetesSDConfig,
  type KubernetesSDRole,
  type LabelSelector,
  type LabelSelectorRequirement,
  type NamespaceSelector,
  type PodMetricsEndpoint,
  type PodMonitorProps,
  type Prober,
  type ProbeIngress,
  type ProbeProps,
  type ProbeStaticConfig,
  type ProbeTargets,
  type RelabelAction,
  type Relabeling,
  type ScrapeConfigProps,
  type ScrapeEndpoint,
  type ScrapeFormat,
  type ScrapeLimits,
  type ScrapeProtocol,
  type ServiceDiscoveryRole,
  type ServiceMonitorEndpoint,
  type ServiceMonitorProps,
  type StaticConfig,
} from './scrape';
export {
  Synthesis,
  type ObjectReference,
  type ResourceProps,
  type SynthesisOptions,
  type SynthesisReport,
} from './synthesis';
export type { ServerConfigFile, ServerHttp, ServerTls } from './web';
export type {
  EphemeralStorage,
  NetworkPolicyOptions,
  Storage,
  VolumeClaim,
  VolumeClaimTemplate,
  VolumeRetention,
  WorkloadProps,
} from './workload';
