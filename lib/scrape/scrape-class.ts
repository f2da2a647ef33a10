import type { Authorization, TlsConfig } from '../http';
import type { AttachMetadata } from './attach-metadata';
import type { ScrapeProtocol } from './common-props';
import type { Relabeling } from './relabeling';

/** What a scrape definition takes from its class where it says nothing itself. */
export interface ScrapeClassDefaults {
  /** For those without `tlsConfig`. Those that have one take `caFile`, `certFile` and `keyFile`, each if they lack it. */
  readonly tlsConfig?: TlsConfig;

  /** For those without any authentication. Those that name a `type` only take the credentials. */
  readonly authorization?: Authorization;

  /** Come before the definition's own. */
  readonly relabelings?: readonly Relabeling[];

  /** Come before the definition's own. */
  readonly metricRelabelings?: readonly Relabeling[];

  /** For ServiceMonitors and PodMonitors that do not say. */
  readonly attachMetadata?: AttachMetadata;

  /** For those that do not say. */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
}

/**
 * Settings under a name, which monitors, probes and scrape configs of a Prometheus ask for by `scrapeClass`. Its
 * references mean objects of the Prometheus's namespace. Operator: `ScrapeClass`.
 */
export interface ScrapeClass extends ScrapeClassDefaults {
  /** Unique among those of the Prometheus. */
  readonly name: string;

  /** Whether it holds for those that name no class. One can be it. @default false */
  readonly default?: boolean;
}

/** Names the class that a definition is scraped as. */
export interface Classified {
  /** One of the `scrapeClasses` of every Prometheus that selects this. @default - that which is the default, if any */
  readonly scrapeClass?: string;
}
