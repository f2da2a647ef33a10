import type { PrometheusConfig, ScrapeConfig as NativeScrapeConfig } from '../native/prometheus';
import type { PrometheusRule } from '../rules';
import type {
  LabelSelector,
  PodMonitor,
  Probe,
  ScrapeConfig,
  ScrapeFormat,
  ScrapeLimits,
  ServiceDiscoveryRole,
  ServiceMonitor,
} from '../scrape';
import type { TlsConfig } from '../http';
import type { WorkloadProps } from '../workload';
import type { Alerting } from './alerting-props';
import type { RemoteWrite } from './remote-write-props';
import type { WebProps } from './web-props';

/**
 * What a Prometheus takes. Constructs are named by reference, or selected by their labels over the whole
 * tree of the app. As in the operator an absent selector takes nothing and `{}` takes all; an absent
 * namespace selector means the namespace of the Prometheus, `{}` means all.
 */
export interface SelectionProps {
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
  readonly prometheusRules?: readonly PrometheusRule[];
  readonly ruleSelector?: LabelSelector;
  readonly ruleNamespaceSelector?: LabelSelector;
}

/** Settings of the query engine. Operator: `QuerySpec`. */
export interface QueryProps {
  /** Prometheus duration. @default '5m' */
  readonly lookbackDelta?: string;

  /** @default 20 */
  readonly maxConcurrency?: number;

  /** @default 50000000 */
  readonly maxSamples?: number;

  /** Prometheus duration. @default '2m' */
  readonly timeout?: string;
}

/** Settings of alerting rules. Operator: `RulesAlert`. */
export interface RuleAlertProps {
  /** Longest outage after which `for` is restored, as a Prometheus duration. @default '1h' */
  readonly forOutageTolerance?: string;

  /** Shortest time between a restored alert and its firing, as a Prometheus duration. @default '10m' */
  readonly forGracePeriod?: string;

  /** Shortest time between two sendings of an alert, as a Prometheus duration. @default '1m' */
  readonly resendDelay?: string;
}

/** How Prometheus and the Alertmanagers that it sends to are scraped themselves. */
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

/** Props of `Prometheus`; their names are those of the operator's resource. */
export interface PrometheusProps extends WorkloadProps, SelectionProps, ScrapeLimits, ScrapeFormat {
  /** Release of Prometheus, `major.minor.patch`. @default - the newest that this library knows */
  readonly version?: string;

  /** Number of equal instances; each scrapes everything. @default 1 */
  readonly replicas?: number;

  /** How long samples are kept, as a Prometheus duration. @default '15d', unless `retentionSize` is set */
  readonly retention?: string;

  /** How many bytes of blocks are kept, for example `150GB`. @default - any number */
  readonly retentionSize?: string;

  /** Prometheus duration. @default '30s' */
  readonly scrapeInterval?: string;

  /** Prometheus duration. @default '10s' */
  readonly scrapeTimeout?: string;

  /** Prometheus duration. @default '30s' */
  readonly evaluationInterval?: string;

  /** How far into the past rules look, as a Prometheus duration. @default '0s' */
  readonly ruleQueryOffset?: string;

  /** Labels of everything that leaves this Prometheus. A `$` is a `$`: variables of the environment are for `additionalConfig`. */
  readonly externalLabels?: Readonly<Record<string, string>>;

  /** External label that tells replicas apart: the name of the pod. An empty text leaves it out. @default 'prometheus_replica' */
  readonly replicaExternalLabelName?: string;

  /** External label that names this Prometheus: `<namespace>/<name>`. An empty text leaves it out. @default 'prometheus' */
  readonly prometheusExternalLabelName?: string;

  /** How the targets of Services are discovered. @default 'EndpointSlice' */
  readonly serviceDiscoveryRole?: ServiceDiscoveryRole;

  /**
   * Whether monitors may name files of the pods (`bearerTokenFile`, `tlsConfig.caFile` …), which their targets then
   * get to see. Operator: `arbitraryFSAccessThroughSMs`.
   * @default - those of the namespace of the Prometheus may, those of others may not
   */
  readonly arbitraryFSAccessThroughSMs?: { readonly deny?: boolean };

  readonly alerting?: Alerting;
  readonly remoteWrite?: readonly RemoteWrite[];
  readonly web?: WebProps;
  readonly query?: QueryProps;
  readonly rules?: { readonly alert?: RuleAlertProps };

  /** Values of `--enable-feature`. */
  readonly enableFeatures?: readonly string[];

  /** @default false */
  readonly enableAdminAPI?: boolean;

  /** Whether samples may be written to it. @default false */
  readonly enableRemoteWriteReceiver?: boolean;

  /** Whether metrics may be sent to it over OTLP. @default false */
  readonly enableOTLPReceiver?: boolean;

  /** Settings of the database. */
  readonly tsdb?: {
    /** How much older than the newest sample a sample may be, as a Prometheus duration. @default '0s' */
    readonly outOfOrderTimeWindow?: string;
  };

  /** Exemplars kept in memory. Upstream: `storage.exemplars`. Switches the feature on. @default - none */
  readonly exemplars?: { readonly maxSize: number };

  /** Seconds that the replay of the write-ahead log may take, at least 60. @default 900 */
  readonly maximumStartupDurationSeconds?: number;

  /** How often Prometheus looks whether its configuration changed, as a Prometheus duration. @default '30s' */
  readonly configReloadInterval?: string;

  /** Whether it scrapes itself and the Alertmanagers of the app that it sends to. @default {} */
  readonly selfMonitoring?: SelfMonitoring | false;

  /**
   * The ConfigMap `<name>-rules`, whose keys `*.yaml` and `*.yml` are loaded as rule files. `managed`
   * creates it empty and never touches what you put into it; `unmanaged` leaves the object to you alone.
   * @default 'managed'
   */
  readonly rulesConfigMap?: 'managed' | 'unmanaged';

  /** Jobs in Prometheus's own format, for what no construct can say. Checked against the version. */
  readonly additionalScrapeConfigs?: readonly NativeScrapeConfig[];

  /** Merged over the main configuration, in Prometheus's own format: lists are appended. Checked against the version. */
  readonly additionalConfig?: PrometheusConfig;
  readonly configSlots?: ConfigSlots;
}
