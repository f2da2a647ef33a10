import type { HttpClient } from '../http';
import type { SecretKeySelector } from '../references';
import type { ShardingChoice } from '../sharding';
import type { Relabeling } from './relabeling';

/** Formats of exposition that a target may be asked for. Upstream: `scrape_protocols`. */
export type ScrapeProtocol =
  | 'PrometheusProto'
  | 'PrometheusText0.0.4'
  | 'PrometheusText1.0.0'
  | 'OpenMetricsText0.0.1'
  | 'OpenMetricsText1.0.0';

/** Which shards of a Prometheus scrape the targets of a definition. */
export interface Sharded {
  /**
   * `broadcast`: every shard scrapes all of them, so that rules find their series beside those of any other target, as it
   * suits kube-state-metrics. `{ shard: 0 }`: this shard scrapes all of them.
   * @default - each target is scraped by one shard
   */
  readonly sharding?: ShardingChoice;
}

/** Protection against targets that expose too much: a scrape beyond a limit fails as a whole. */
export interface ScrapeLimits {
  /** Most samples per scrape, after metric relabeling. @default - no limit */
  readonly sampleLimit?: number;

  /** Most targets per job, after relabeling. @default - no limit */
  readonly targetLimit?: number;

  /** Most labels per sample. @default - no limit */
  readonly labelLimit?: number;

  /** Longest name of a label, in bytes. @default - no limit */
  readonly labelNameLengthLimit?: number;

  /** Longest value of a label, in bytes. @default - no limit */
  readonly labelValueLengthLimit?: number;

  /** Largest uncompressed body of a scrape, for example `10MB`. @default - no limit */
  readonly bodySizeLimit?: string;

  /** How many dropped targets per job are kept in memory for display. @default - all */
  readonly keepDroppedTargets?: number;
}

/** What is understood of what a target exposes. */
export interface ScrapeFormat {
  /** Formats to ask for, the most wanted first. @default - Prometheus's own order */
  readonly scrapeProtocols?: readonly ScrapeProtocol[];

  /** Format to assume where the target does not say one. @default - such a scrape fails */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;

  /** Whether native histograms are stored. @default - as the Prometheus says globally */
  readonly scrapeNativeHistograms?: boolean;

  /** Whether classic histograms are stored where the same is exposed as a native one too. @default false */
  readonly scrapeClassicHistograms?: boolean;

  /** Most buckets of a native histogram; beyond, its resolution is lowered. @default - no limit */
  readonly nativeHistogramBucketLimit?: number;

  /** Smallest growth from one bucket to the next; finer histograms are merged to it. @default - as exposed */
  readonly nativeHistogramMinBucketFactor?: number;

  /** Whether classic histograms become native ones with custom buckets. @default false */
  readonly convertClassicHistogramsToNHCB?: boolean;
}

/** How a definition speaks to its targets. */
export interface MonitorClient extends HttpClient {
  /** A bearer token. Older form of `authorization`, which is better used. */
  readonly bearerTokenSecret?: SecretKeySelector;
}

/** How often and where a target is scraped, and what becomes of its samples. */
export interface ScrapeEndpoint extends MonitorClient {
  /** Path of the metrics. @default '/metrics' */
  readonly path?: string;

  /** @default 'http' */
  readonly scheme?: 'http' | 'https';

  /** Parameters of the URL. */
  readonly params?: Readonly<Record<string, readonly string[]>>;

  /** Prometheus duration. @default - the `scrapeInterval` of the Prometheus */
  readonly interval?: string;

  /** Prometheus duration, not longer than the interval. @default - the `scrapeTimeout` of the Prometheus */
  readonly scrapeTimeout?: string;

  /** Whether labels of the target win over ours (`job`, `instance`, `namespace` …). @default false */
  readonly honorLabels?: boolean;

  /** Whether timestamps of the target are believed. @default true */
  readonly honorTimestamps?: boolean;

  /** Whether series with timestamps of the target go stale when they are gone. @default false */
  readonly trackTimestampsStaleness?: boolean;

  /** Steps that rewrite the labels of targets before they are scraped. */
  readonly relabelings?: readonly Relabeling[];

  /** Steps that rewrite or drop samples before they are stored. */
  readonly metricRelabelings?: readonly Relabeling[];
}
