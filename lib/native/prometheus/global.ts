import type { Duration, Labels, Size } from './scalars';
import type { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol } from './scrape-protocol';

/** Defaults for every job, and settings of rules and queries (`configuration.md#configuration-file`). */
export interface GlobalConfig {
  /** How often targets are scraped. Default `1m`. */
  readonly scrape_interval?: Duration;

  /** How long a scrape may take, at most `scrape_interval`. Default `10s`. */
  readonly scrape_timeout?: Duration;

  /** Formats to ask targets for, the most wanted first. Default: depends on `scrape_native_histograms`. */
  readonly scrape_protocols?: readonly ScrapeProtocol[];

  /** How often rules are evaluated. Default `1m`. */
  readonly evaluation_interval?: Duration;

  /** How far in the past rules are evaluated, for samples that arrive late. Default `0s`. */
  readonly rule_query_offset?: Duration;

  /**
   * Labels for everything that leaves this Prometheus. `${VAR}` is read from the environment, `$$` is a `$`.
   */
  readonly external_labels?: Labels;

  /** File that every query is logged to. */
  readonly query_log_file?: string;

  /** Series that a query may load, 0 for any number. Needs the feature `query-cost`. Default 0. */
  readonly query_max_series?: number;

  /** Samples that a query may read, 0 for any number. Needs the feature `query-cost`. Default 0. */
  readonly query_max_samples_read?: number;

  /** How long a query may take, 0s for `--query.timeout`. Needs the feature `query-cost`. Default `0s`. */
  readonly query_max_duration?: Duration;

  /** File that failed scrapes are logged to. */
  readonly scrape_failure_log_file?: string;

  /** Bytes of an uncompressed response, 0 for any number. Default 0. */
  readonly body_size_limit?: Size;

  /** Samples of a scrape after relabeling, 0 for any number. Default 0. */
  readonly sample_limit?: number;

  /** Labels of a sample after relabeling, 0 for any number. Default 0. */
  readonly label_limit?: number;

  /** Bytes of a label's name, 0 for any number. Default 0. */
  readonly label_name_length_limit?: number;

  /** Bytes of a label's value, 0 for any number. Default 0. */
  readonly label_value_length_limit?: number;

  /** Targets of one job after relabeling, 0 for any number. Default 0. */
  readonly target_limit?: number;

  /** Dropped targets of one job that are kept in memory for display, 0 for all. Default 0. */
  readonly keep_dropped_targets?: number;

  /** Which metric and label names are valid. Default `utf8`. */
  readonly metric_name_validation_scheme?: MetricNameValidationScheme;

  /** How targets are asked to escape other names. Default: follows `metric_name_validation_scheme`. */
  readonly metric_name_escaping_scheme?: MetricNameEscapingScheme;

  /** Whether native histograms are ingested as such. Default false. */
  readonly scrape_native_histograms?: boolean;

  /** Whether classic histograms become native ones with custom buckets. Default false. */
  readonly convert_classic_histograms_to_nhcb?: boolean;

  /** Whether classic histograms are kept beside the native ones. Default false. */
  readonly always_scrape_classic_histograms?: boolean;

  /** Whether series on timeout, sample limit and body size of each scrape are stored. Default false. */
  readonly extra_scrape_metrics?: boolean;
}
