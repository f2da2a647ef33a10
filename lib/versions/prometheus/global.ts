import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';

/** The file as a whole, and the parts of it that say how Prometheus itself behaves. */
export const globalSections = {
  config: {
    global: section('global'),
    runtime: section('runtime', since('2.53', '#14176')),
    ...each(old, 'rule_files', 'scrape_config_files'),
    scrape_configs: section('scrape_config'),
    alerting: section('alerting'),
    remote_write: section('remote_write'),
    remote_read: section('remote_read'),
    otlp: section('otlp', since('2.55', '#14200')),
    storage: section('storage'),
    tracing: section('tracing_config'),
  },
  global: {
    ...each(
      old,
      'scrape_interval',
      'scrape_timeout',
      'evaluation_interval',
      'external_labels',
      'query_log_file',
    ),
    scrape_protocols: since('2.49', '#12738'),
    rule_query_offset: since('2.53', '#14061'),
    scrape_failure_log_file: since('2.55', '#14734'),
    ...each(since('2.45', '#12126'), 'body_size_limit', 'sample_limit', 'target_limit'),
    ...each(since('2.45', '#12126'), 'label_limit', 'label_name_length_limit', 'label_value_length_limit'),
    keep_dropped_targets: since('2.47', '#12647'),
    metric_name_validation_scheme: since('2.55', '#14490'),
    metric_name_escaping_scheme: since('3.4', '#16066'),
    scrape_native_histograms: since('3.8', '#17315'),
    convert_classic_histograms_to_nhcb: since('3.4', '#16226'),
    always_scrape_classic_histograms: since('3.5', '#16452'),
    extra_scrape_metrics: since('3.10', '#17606'),
    ...each(since('3.16', '#20028'), 'query_max_series', 'query_max_samples_read', 'query_max_duration'),
  },
  runtime: {
    gogc: since('2.53', '#14176'),
    log_level: since('3.15', '#19511'),
  },
  tracing_config: {
    ...each(
      old,
      'client_type',
      'endpoint',
      'sampling_fraction',
      'insecure',
      'headers',
      'compression',
      'timeout',
    ),
    tls_config: section('tls_config'),
  },
  otlp: {
    promote_resource_attributes: since('2.55', '#14200'),
    ...each(since('3.5', '#16426'), 'promote_all_resource_attributes', 'ignore_resource_attributes'),
    translation_strategy: since('3.0', '#15384'),
    keep_identifying_resource_attributes: since('3.1', '#15448'),
    convert_histograms_to_nhcb: since('3.4', '#15850'),
    promote_scope_metadata: since('3.6', '#16878'),
    ...each(since('3.8', '#17345'), 'label_name_underscore_sanitization'),
    ...each(since('3.8', '#17345'), 'label_name_preserve_multiple_underscores'),
  },
} satisfies Catalogue;
