import type { Construct } from 'constructs';
import type { ProxyConfig } from '../http';
import type { WithRules } from '../rules';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import type { MonitorClient, ScrapeFormat, ScrapeLimits, Sharded } from './common-props';
import { checkProbe } from './probe-check';
import type { Relabeling } from './relabeling';
import type { Classified } from './scrape-class';
import type { LabelSelector, NamespaceSelector } from './selector';

/** The exporter that does the probing, as a rule the blackbox exporter. Operator: `ProberSpec`. */
export interface Prober extends ProxyConfig {
  /** Host and optional port, without scheme or path: `blackbox-exporter.monitoring.svc:9115`. */
  readonly url: string;

  /** @default 'http' */
  readonly scheme?: 'http' | 'https';

  /** @default '/probe' */
  readonly path?: string;
}

/** Targets that are named one by one. Operator: `ProbeTargetStaticConfig`. */
export interface ProbeStaticConfig {
  /** Addresses as the prober's module wants them. */
  readonly static: readonly string[];

  /** Labels of all these targets. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly relabelingConfigs?: readonly Relabeling[];
}

/** The hosts and paths of Ingresses as targets. Operator: `ProbeTargetIngress`. */
export interface ProbeIngress {
  /** Labels of the Ingresses. `{}` selects all. @default {} */
  readonly selector?: LabelSelector;

  /** @default - the namespace of the probe */
  readonly namespaceSelector?: NamespaceSelector;
  readonly relabelingConfigs?: readonly Relabeling[];
}

/** What is probed. Operator: `ProbeTargets`. */
export type ProbeTargets =
  | { readonly staticConfig: ProbeStaticConfig; readonly ingress?: undefined }
  | { readonly ingress: ProbeIngress; readonly staticConfig?: undefined };

/** Props of {@link Probe}; their names are those of the operator's resource. */
export interface ProbeProps
  extends
    ResourceProps,
    Classified,
    WithRules,
    Sharded,
    Omit<ScrapeLimits, 'bodySizeLimit'>,
    ScrapeFormat,
    Omit<MonitorClient, keyof ProxyConfig | 'bearerTokenFile'> {
  readonly prober: Prober;
  readonly targets: ProbeTargets;

  /** Module of the prober. Upstream: the parameter `module` of the blackbox exporter. */
  readonly module?: string;

  /** Further parameters of the prober's URL. */
  readonly params?: ReadonlyArray<{ readonly name: string; readonly values: readonly string[] }>;

  /** Value of `job`. @default - `probe/<namespace>/<name>` */
  readonly jobName?: string;

  /** Prometheus duration. @default - the `scrapeInterval` of the Prometheus */
  readonly interval?: string;

  /** Prometheus duration, not longer than the interval. @default - the `scrapeTimeout` of the Prometheus */
  readonly scrapeTimeout?: string;
  readonly metricRelabelings?: readonly Relabeling[];
}

/**
 * Targets that are looked at from outside through a prober. Renders nothing by itself: every `Prometheus`
 * of the app that selects it gets the job `probe/<namespace>/<name>`.
 *
 * Operator: `Probe`.
 */
export class Probe extends ResourceConstruct<ProbeProps> {
  constructor(scope: Construct, id: string, props: ProbeProps) {
    super(scope, id, 'Probe', props, checkProbe);
  }
}
