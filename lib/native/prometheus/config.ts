import type { AlertingConfig } from './alerting';
import type { GlobalConfig } from './global';
import type { OtlpConfig } from './otlp';
import type { RemoteRead } from './remote-read';
import type { RemoteWrite } from './remote-write';
import type { RuntimeConfig } from './runtime';
import type { ScrapeConfig } from './scrape-config';
import type { StorageConfig } from './storage';
import type { TracingConfig } from './tracing';

/** The whole of `prometheus.yml` (`configuration.md#configuration-file`). */
export interface PrometheusConfig {
  /** Defaults for all jobs, rules and queries. */
  readonly global?: GlobalConfig;

  /** Settings of the process. */
  readonly runtime?: RuntimeConfig;

  /** Rule files, as globs. */
  readonly rule_files?: readonly string[];

  /** Files with further scrape configurations, as globs. */
  readonly scrape_config_files?: readonly string[];

  /** What to scrape. */
  readonly scrape_configs?: readonly ScrapeConfig[];

  /** Where alerts go. */
  readonly alerting?: AlertingConfig;

  /** Where samples are sent on. */
  readonly remote_write?: readonly RemoteWrite[];

  /** Where older samples are read from. */
  readonly remote_read?: readonly RemoteRead[];

  /** How metrics that arrive over OTLP are translated. */
  readonly otlp?: OtlpConfig;

  /** Settings of the database that a reload may change. */
  readonly storage?: StorageConfig;

  /** Where Prometheus sends traces of itself. */
  readonly tracing?: TracingConfig;
}

/** One of the files that `scrape_config_files` names. */
export interface ScrapeConfigFile {
  /** Added to the scrape configurations of the main file. */
  readonly scrape_configs?: readonly ScrapeConfig[];
}
