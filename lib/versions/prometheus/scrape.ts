import type { Catalogue } from '../catalogue';
import { each, removed, since } from '../facts';
import { old, section } from './old';
import { httpClient } from './http-client';
import { serviceDiscovery } from './sd';

/** Scrape configurations, and the relabeling that alerts and remote write use as well. */
export const scrapeSections = {
  scrape_config_file: {
    scrape_configs: section('scrape_config'),
  },
  scrape_config: {
    ...each(old, 'job_name', 'scrape_interval', 'scrape_timeout', 'metrics_path', 'scheme', 'params'),
    ...each(old, 'honor_labels', 'honor_timestamps', 'body_size_limit', 'sample_limit', 'target_limit'),
    ...each(old, 'label_limit', 'label_name_length_limit', 'label_value_length_limit'),
    relabel_configs: section('relabel_config'),
    metric_relabel_configs: section('relabel_config'),
    scrape_protocols: since('2.49', '#12738'),
    fallback_scrape_protocol: since('3.0', '#15136'),
    track_timestamps_staleness: since('2.48', '#13060'),
    enable_compression: since('2.49', '#13166'),
    scrape_failure_log_file: since('2.55', '#14734'),
    keep_dropped_targets: since('2.47', '#12647'),
    metric_name_validation_scheme: since('2.55', '#14490'),
    metric_name_escaping_scheme: since('3.4', '#16066'),
    native_histogram_bucket_limit: since('2.45', '#12254'),
    native_histogram_min_bucket_factor: since('2.50', '#13222'),
    scrape_native_histograms: since('3.8', '#17315'),
    convert_classic_histograms_to_nhcb: since('3.0', '#14978'),
    scrape_classic_histograms: removed(since('2.45', '#12350'), '3.0', 'always_scrape_classic_histograms'),
    always_scrape_classic_histograms: since('3.0', '#15178'),
    extra_scrape_metrics: since('3.10', '#17606'),
    ...httpClient,
    ...serviceDiscovery,
  },
  relabel_config: each(
    old,
    'source_labels',
    'separator',
    'target_label',
    'regex',
    'modulus',
    'replacement',
    'action',
  ),
} satisfies Catalogue;
