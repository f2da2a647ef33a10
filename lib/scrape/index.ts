export { checkAddress, checkFormat, checkLimits, checkTimeout } from './common-check';
export type { ScrapeEndpoint, ScrapeFormat, ScrapeLimits, ScrapeProtocol } from './common-props';
export { renderFormat, renderLimits } from './common-jobs';
export { compileScrape } from './compile';
export type { CompiledScrape, DiscoveryNeed, JobContext, TokenNeed } from './job';
export { PodMonitor, type PodMetricsEndpoint, type PodMonitorProps } from './pod-monitor';
export {
  Probe,
  type Prober,
  type ProbeIngress,
  type ProbeProps,
  type ProbeStaticConfig,
  type ProbeTargets,
} from './probe';
export { checkRelabelings, renderRelabelings, type RelabelAction, type Relabeling } from './relabeling';
export {
  ScrapeConfig,
  type DnsSDConfig,
  type FileSDConfig,
  type HttpSDConfig,
  type KubernetesSDConfig,
  type KubernetesSDRole,
  type ScrapeConfigProps,
  type StaticConfig,
} from './scrape-config';
export type { FileAccess } from './file-access';
export { LabelIndex } from './label-index';
export { readReferences, select, type Choice } from './selection';
export {
  checkSelector,
  matchesLabels,
  selectedNamespaces,
  type LabelSelector,
  type LabelSelectorRequirement,
  type NamespaceSelector,
} from './selector';
export { quote } from './steps';
export type { ServiceDiscoveryRole } from './service-discovery-role';
export {
  ServiceMonitor,
  type AttachMetadata,
  type ServiceMonitorEndpoint,
  type ServiceMonitorProps,
} from './service-monitor';
export { SERVICE_ACCOUNT_TOKEN_FILE } from './token-file';
