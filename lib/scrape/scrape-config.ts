import type { Construct } from 'constructs';
import type { HttpClient } from '../http';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import type { ScrapeEndpoint, ScrapeFormat, ScrapeLimits } from './common-props';
import { checkScrapeConfig } from './scrape-config-check';

/** Targets that are named one by one. Upstream: `<static_config>`. */
export interface StaticConfig {
  /** `host:port` each. */
  readonly targets: readonly string[];

  /** Labels of all these targets. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Targets from files in the pod. Upstream: `<file_sd_config>`. */
export interface FileSDConfig {
  /** Patterns of JSON or YAML files; a `*` may stand in the last part of the path. Mount them with `volumes` or `configMaps` of the Prometheus. */
  readonly files: readonly string[];

  /** Prometheus duration. @default '5m' */
  readonly refreshInterval?: string;
}

/** Targets from a URL. Upstream: `<http_sd_config>`. */
export interface HttpSDConfig extends HttpClient {
  readonly url: string;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

/** Targets from DNS. Upstream: `<dns_sd_config>`. */
export interface DnsSDConfig {
  readonly names: readonly string[];

  /** @default 'SRV' */
  readonly type?: 'A' | 'AAAA' | 'MX' | 'NS' | 'SRV';

  /** Port of the targets; needed unless the type is SRV. */
  readonly port?: number;

  /** Prometheus duration. @default '30s' */
  readonly refreshInterval?: string;
}

/** Kinds of objects that become targets. */
export type KubernetesSDRole = 'Pod' | 'Endpoints' | 'EndpointSlice' | 'Ingress' | 'Service' | 'Node';

/** Targets from the API server. Upstream: `<kubernetes_sd_config>`. The rights are granted along with it. */
export interface KubernetesSDConfig {
  readonly role: KubernetesSDRole;

  /** @default - all namespaces of the cluster */
  readonly namespaces?: {
    /** That of the Prometheus. @default false */
    readonly ownNamespace?: boolean;
    readonly names?: readonly string[];
  };

  /** What the API server sends at all. */
  readonly selectors?: ReadonlyArray<{
    readonly role: KubernetesSDRole;
    /** Label selector in Kubernetes' text form, `app=checkout`. */
    readonly label?: string;
    /** Field selector in Kubernetes' text form, `spec.nodeName=node-1`. */
    readonly field?: string;
  }>;

  /** Labels and annotations of the objects around the target. */
  readonly attachMetadata?: { readonly node?: boolean; readonly namespace?: boolean };
}

/** Props of {@link ScrapeConfig}; their names are those of the operator's resource. */
export interface ScrapeConfigProps
  extends ResourceProps, ScrapeLimits, ScrapeFormat, Omit<ScrapeEndpoint, 'path' | 'interval'> {
  /** Value of `job`. @default - `scrapeConfig/<namespace>/<name>` */
  readonly jobName?: string;

  /** Path of the metrics. @default '/metrics' */
  readonly metricsPath?: string;

  /** Prometheus duration. @default - the `scrapeInterval` of the Prometheus */
  readonly scrapeInterval?: string;

  /** Whether a compressed answer is asked for. @default true */
  readonly enableCompression?: boolean;

  readonly staticConfigs?: readonly StaticConfig[];
  readonly fileSDConfigs?: readonly FileSDConfig[];
  readonly httpSDConfigs?: readonly HttpSDConfig[];
  readonly dnsSDConfigs?: readonly DnsSDConfig[];
  readonly kubernetesSDConfigs?: readonly KubernetesSDConfig[];
}

/**
 * A job in Prometheus's own terms, for what the monitors cannot say: targets outside of the cluster,
 * nodes, other discoveries. Renders nothing by itself: every `Prometheus` of the app that selects it gets
 * the job `scrapeConfig/<namespace>/<name>`.
 *
 * Operator: `ScrapeConfig`.
 */
export class ScrapeConfig extends ResourceConstruct<ScrapeConfigProps> {
  constructor(scope: Construct, id: string, props: ScrapeConfigProps) {
    super(scope, id, 'ScrapeConfig', props, checkScrapeConfig);
  }
}
