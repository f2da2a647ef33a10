import type { Construct } from 'constructs';
import type { WithRules } from '../rules';
import { ResourceConstruct, type ResourceProps } from '../synthesis';
import type { ScrapeEndpoint, ScrapeFormat, ScrapeLimits, Sharded } from './common-props';
import type { Classified } from './scrape-class';
import { checkScrapeConfig } from './scrape-config-check';
import type { DiscoveryProps } from './sd';

/** Which metric and label names are valid: any in UTF-8, or those of Prometheus 2. */
export type NameValidation = 'UTF8' | 'Legacy';

/** What a target is asked to do with other names. */
export type NameEscaping = 'AllowUTF8' | 'Underscores' | 'Dots' | 'Values';

/** Props of {@link ScrapeConfig}; their names are those of the operator's resource. */
export interface ScrapeConfigProps
  extends
    ResourceProps,
    Classified,
    WithRules,
    Sharded,
    DiscoveryProps,
    ScrapeLimits,
    ScrapeFormat,
    Omit<ScrapeEndpoint, 'path' | 'interval' | 'enableHttp2' | 'bearerTokenSecret'> {
  /** Value of `job`. @default - `scrapeConfig/<namespace>/<name>` */
  readonly jobName?: string;

  /** Path of the metrics. @default '/metrics' */
  readonly metricsPath?: string;

  /** Prometheus duration. @default - the `scrapeInterval` of the Prometheus */
  readonly scrapeInterval?: string;

  /** Whether a compressed answer is asked for. @default true */
  readonly enableCompression?: boolean;

  /** Spelt so in this resource alone, as in the operator's. @default true */
  readonly enableHTTP2?: boolean;

  /** @default - as the Prometheus says globally */
  readonly nameValidationScheme?: NameValidation;

  /** `AllowUTF8` needs that such names are valid. @default - as the Prometheus says globally */
  readonly nameEscapingScheme?: NameEscaping;
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
