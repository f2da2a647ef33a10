import type { ScrapeConfig as NativeScrapeConfig, PrometheusConfig } from '../native/prometheus';
import type { SecretKeySelector } from '../references';
import type {
  ApiserverConfig,
  LabelSelector,
  PodMonitor,
  Probe,
  ScrapeClass,
  ScrapeConfig,
  ScrapeFormat,
  ScrapeLimits,
  ServiceDiscoveryRole,
  ServiceMonitor,
} from '../scrape';
import type { TlsConfig } from '../http';
import type { NamespaceEnforcementProps } from '../rules';
import type { WorkloadProps } from '../workload';
import type { LogFiles } from './log-files';
import type { MetricNames } from './metric-names';
import type { Otlp } from './otlp';
import type { PodPlacement } from './pod-placement';
import type { EnforcementProps } from './policy-props';
import type { RemoteWrite } from './remote-write-props';
import type { ShardingProps } from './sharding-props';
import type { Tracing } from './tracing';
import type { Tsdb } from './tsdb';
import type { WebProps } from './web-props';

/**
 * What a Prometheus or an agent scrapes. Constructs are named by reference, or selected by their labels over the whole
 * tree of the app. As in the operator an absent selector takes nothing and `{}` takes all; an absent
 * namespace selector means the namespace of the Prometheus, `{}` means all.
 */
export interface ScrapeSelectionProps {
  readonly serviceMonitors?: readonly ServiceMonitor[];
  readonly serviceMonitorSelector?: LabelSelector;
  readonly serviceMonitorNamespaceSelector?: LabelSelector;
  readonly podMonitors?: readonly PodMonitor[];
  readonly podMonitorSelector?: LabelSelector;
  readonly podMonitorNamespaceSelector?: LabelSelector;
  readonly probes?: readonly Probe[];
  readonly probeSelector?: LabelSelector;
  readonly probeNamespaceSelector?: LabelSelector;
  readonly scrapeConfigs?: readonly ScrapeConfig[];
  readonly scrapeConfigSelector?: LabelSelector;
  readonly scrapeConfigNamespaceSelector?: LabelSelector;
}

/** How Prometheus, the Alertmanagers that it sends to and the parts of its view are scraped themselves. */
export interface SelfMonitoring {
  /** TLS of these scrapes, where the web servers have it. @default - certificates are not verified: it is itself that it talks to */
  readonly tlsConfig?: TlsConfig;
}

/** How many ConfigMaps pods are ready to mount. It grows by itself in steps of 16, 64, 256, and each step rolls the pods; a number here takes a step at a time of your choice. */
export interface ConfigSlots {
  /** For scrape configurations. @default 16 */
  readonly scrape?: number;

  /** For rules. @default 16 */
  readonly rules?: number;
}

/** What `Prometheus` and `PrometheusAgent` have in common. Operator: `CommonPrometheusFields`. */
export interface CommonPrometheusProps
  extends
    WorkloadProps,
    PodPlacement,
    ScrapeSelectionProps,
    ScrapeLimits,
    ScrapeFormat,
    EnforcementProps,
    NamespaceEnforcementProps,
    ShardingProps,
    MetricNames,
    Pick<LogFiles, 'scrapeFailureLogFile'> {
  /** Release of Prometheus, `major.minor.patch`. @default - the newest that this library knows */
  readonly version?: string;

  /** Number of equal instances, of each shard; each scrapes the same. @default 1 */
  readonly replicas?: number;

  /** Prometheus duration. @default '30s' */
  readonly scrapeInterval?: string;

  /** Prometheus duration. @default '10s' */
  readonly scrapeTimeout?: string;

  /** Labels of everything that leaves this Prometheus. */
  readonly externalLabels?: Readonly<Record<string, string>>;

  /** External label that tells replicas apart: the name of the pod. An empty text leaves it out. @default 'prometheus_replica' */
  readonly replicaExternalLabelName?: string;

  /** External label that names this Prometheus: `<namespace>/<name>`. An empty text leaves it out. @default 'prometheus' */
  readonly prometheusExternalLabelName?: string;

  /** How the targets of Services are discovered. @default 'EndpointSlice' */
  readonly serviceDiscoveryRole?: ServiceDiscoveryRole;

  /** Labels of pods to copy to the targets of all ServiceMonitors and PodMonitors, besides those that they name. @default - none */
  readonly podTargetLabels?: readonly string[];

  /** How the API server is asked for targets, where it is not that of the own cluster or not in the usual way. @default - with the account of the pods */
  readonly apiserverConfig?: ApiserverConfig;

  /** Settings under names, which monitors, probes and scrape configs ask for. @default - none */
  readonly scrapeClasses?: readonly ScrapeClass[];

  readonly remoteWrite?: readonly RemoteWrite[];

  readonly web?: WebProps;

  /** Values of `--enable-feature`. */
  readonly enableFeatures?: readonly string[];

  /** Whether samples may be written to it. @default false */
  readonly enableRemoteWriteReceiver?: boolean;

  /** Messages that may be written to it, the others are refused. @default - all that the version knows */
  readonly remoteWriteReceiverMessageVersions?: ReadonlyArray<'V1.0' | 'V2.0'>;

  /** Whether metrics may be sent to it over OTLP. @default false */
  readonly enableOTLPReceiver?: boolean;

  /** How metrics that arrive over OTLP are translated. */
  readonly otlp?: Otlp;

  /** Where it sends traces of itself. @default - nowhere */
  readonly tracingConfig?: Tracing;

  /** Settings of the database. */
  readonly tsdb?: Tsdb;

  /** Settings of the process. */
  readonly runtime?: {
    /** Growth of the heap, in percent, that starts a garbage collection; -1 for never. @default 75 */
    readonly goGC?: number;
  };

  /** Whether the write-ahead log is compressed. @default true */
  readonly walCompression?: boolean;

  /** Seconds that the replay of the write-ahead log may take, at least 60. @default 900 */
  readonly maximumStartupDurationSeconds?: number;

  /** How often Prometheus looks whether its configuration changed, as a Prometheus duration. @default '30s' */
  readonly configReloadInterval?: string;

  /**
   * Whether it scrapes itself, the Alertmanagers of the app that it sends to, and the parts of its `globalView`, with alerts about these.
   * @default {}
   */
  readonly selfMonitoring?: SelfMonitoring | false;

  /**
   * Jobs in Prometheus's own format, for what no construct can say; checked against the version. Or a key of
   * a Secret that holds a whole file of them, beginning with `scrape_configs:`; nothing of that can be checked.
   */
  readonly additionalScrapeConfigs?: readonly NativeScrapeConfig[] | SecretKeySelector;

  /** Merged over the main configuration, in Prometheus's own format: lists are appended. Checked against the version. */
  readonly additionalConfig?: PrometheusConfig;

  readonly configSlots?: ConfigSlots;
}
