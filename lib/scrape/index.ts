export { checkApiserver, renderApiserver, type ApiserverConfig } from './apiserver';
export { checkAddress } from './address';
export type { AttachMetadata } from './attach-metadata';
export { checkFormat, checkLimits, checkTimeout } from './common-check';
export type {
  MonitorClient,
  ScrapeEndpoint,
  ScrapeFormat,
  ScrapeLimits,
  ScrapeProtocol,
  Sharded,
} from './common-props';
export { renderFormat, renderLimits } from './common-jobs';
export { compileScrape } from './compile';
export type { JobContext, ScrapeContext } from './job';
export { PodMonitor, type PodMetricsEndpoint, type PodMonitorProps } from './pod-monitor';
export { portOf } from './pod-port';
export {
  Probe,
  type Prober,
  type ProbeIngress,
  type ProbeProps,
  type ProbeStaticConfig,
  type ProbeTargets,
} from './probe';
export { checkRelabelings, renderRelabelings, type RelabelAction, type Relabeling } from './relabeling';
export type { Classified, ScrapeClass, ScrapeClassDefaults } from './scrape-class';
export { checkScrapeClasses } from './scrape-class-check';
export {
  ScrapeConfig,
  type NameEscaping,
  type NameValidation,
  type ScrapeConfigProps,
} from './scrape-config';
export type {
  AwsKeys,
  AzureSDConfig,
  ConsulSDConfig,
  DigitalOceanSDConfig,
  DiscoveryClient,
  DiscoveryProps,
  DnsSDConfig,
  DockerSDConfig,
  DockerSwarmSDConfig,
  EC2SDConfig,
  EurekaSDConfig,
  FileSDConfig,
  GCESDConfig,
  HetznerSDConfig,
  HttpSDConfig,
  IonosSDConfig,
  KubernetesSDConfig,
  KubernetesSDNamespaces,
  KubernetesSDRole,
  KubernetesSDSelector,
  KumaSDConfig,
  LightSailSDConfig,
  LinodeSDConfig,
  NomadSDConfig,
  OpenStackSDConfig,
  OVHCloudSDConfig,
  PuppetDBSDConfig,
  ScalewaySDConfig,
  SDFilter,
  SigningClient,
  StaticConfig,
  TokenClient,
} from './sd';
export type { FileAccess } from './file-access';
export { LabelIndex } from './label-index';
export { checkSelects, readReferences, select, type Choice } from './selection';
export {
  checkSelector,
  matchesLabels,
  selectedNamespaces,
  type LabelSelector,
  type LabelSelectorRequirement,
  type NamespaceSelector,
} from './selector';
export type { ServiceDiscoveryRole } from './service-discovery-role';
export { ServiceMonitor, type ServiceMonitorEndpoint, type ServiceMonitorProps } from './service-monitor';
export { SERVICE_ACCOUNT_TOKEN_FILE } from './token-file';
