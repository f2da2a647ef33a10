import type { HttpClientConfig } from './http-client';
import type { RelabelConfig } from './relabel-config';
import type { Duration, Size } from './scalars';
import type { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol } from './scrape-protocol';
import type { ServiceDiscoveryConfigs } from './sd/service-discovery';

/** One job: which targets there are, and how they are scraped (`configuration.md#scrape_config`). */
export interface ScrapeConfig extends HttpClientConfig, ServiceDiscoveryConfigs {
  /** Name of the job, unique in the whole configuration; the label `job` of its targets by default. */
  readonly job_name: string;

  /** How often targets are scraped. Default: the global one. */
  readonly scrape_interval?: Duration;

  /** How long a scrape may take, at most `scrape_interval`. Default: the global one. */
  readonly scrape_timeout?: Duration;

  /** Formats to ask targets for, the most wanted first. Default: the global ones. */
  readonly scrape_protocols?: readonly ScrapeProtocol[];

  /** Format to assume of a response without a usable content type. Default: such a scrape fails. */
  readonly fallback_scrape_protocol?: ScrapeProtocol;

  /** Path of the metrics. Default `/metrics`. */
  readonly metrics_path?: string;

  /** Whether a label of the target wins over one of ours with the same name. Default false. */
  readonly honor_labels?: boolean;

  /** Whether timestamps of the target are taken over. Default true. */
  readonly honor_timestamps?: boolean;

  /** Whether series with timestamps of the target go stale when they disappear. Default false. */
  readonly track_timestamps_staleness?: boolean;

  /** Scheme of the request. Default `http`. */
  readonly scheme?: 'http' | 'https';

  /** Parameters of the URL, by name. */
  readonly params?: Readonly<Record<string, readonly string[]>>;

  /** Whether a compressed response is asked for. Default true. */
  readonly enable_compression?: boolean;

  /** File that failed scrapes are logged to. Default: the global one. */
  readonly scrape_failure_log_file?: string;

  /** Relabeling of targets, before they are scraped. */
  readonly relabel_configs?: readonly RelabelConfig[];

  /** Relabeling of samples, before they are stored. */
  readonly metric_relabel_configs?: readonly RelabelConfig[];

  /** Bytes of an uncompressed response, 0 for any number. Default: the global one. */
  readonly body_size_limit?: Size;

  /** Samples of a scrape after relabeling, 0 for any number. Default: the global one. */
  readonly sample_limit?: number;

  /** Labels of a sample after relabeling, 0 for any number. Default: the global one. */
  readonly label_limit?: number;

  /** Bytes of a label's name, 0 for any number. Default: the global one. */
  readonly label_name_length_limit?: number;

  /** Bytes of a label's value, 0 for any number. Default: the global one. */
  readonly label_value_length_limit?: number;

  /** Targets of the job after relabeling, 0 for any number. Default: the global one. */
  readonly target_limit?: number;

  /** Dropped targets that are kept in memory for display, 0 for all. Default: the global one. */
  readonly keep_dropped_targets?: number;

  /** Which metric and label names are valid. Default: the global one. */
  readonly metric_name_validation_scheme?: MetricNameValidationScheme;

  /** How targets are asked to escape other names. Default: the global one. */
  readonly metric_name_escaping_scheme?: MetricNameEscapingScheme;

  /** Buckets of a native histogram, which is coarsened to fit; 0 for any number. Default 0. */
  readonly native_histogram_bucket_limit?: number;

  /** Least growth from one bucket of a native histogram to the next. Default 0. */
  readonly native_histogram_min_bucket_factor?: number;

  /** Whether native histograms are ingested as such. Default: the global one. */
  readonly scrape_native_histograms?: boolean;

  /** Whether classic histograms become native ones with custom buckets. Default: the global one. */
  readonly convert_classic_histograms_to_nhcb?: boolean;

  /** Whether classic histograms are kept beside the native ones. Default: the global one. */
  readonly always_scrape_classic_histograms?: boolean;

  /**
   * Whether series on timeout, sample limit and body size of each scrape are stored. Default: the global
   * one.
   */
  readonly extra_scrape_metrics?: boolean;
}
