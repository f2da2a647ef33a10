import type { Fact, Section } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { old } from './old';

/** The same feature, switched on for good from a release on: its name is accepted, and means nothing. */
function always(fact: Fact, version: string): Fact {
  return deprecated(fact, version, 'nothing, it is always on');
}

/** Values of `--enable-feature`. A name that a release does not know is only logged there. */
export const prometheusFeatures: Section = {
  ...each(old, 'exemplar-storage', 'memory-snapshot-on-shutdown', 'promql-per-step-stats'),
  'extra-scrape-metrics': deprecated(old, '3.10', 'extra_scrape_metrics in the configuration'),
  'native-histograms': deprecated(old, '3.8', 'scrape_native_histograms in the configuration'),
  'promql-experimental-functions': since('2.49', '#13103'),
  'created-timestamp-zero-ingestion': since('2.50', '#12733'),
  'concurrent-rule-eval': since('2.51', '#12946'),
  'metadata-wal-records': since('2.54', '#14395'),
  'delayed-compaction': since('2.55', '#12532'),
  'promql-delayed-name-removal': since('2.55', '#14477'),
  'auto-reload-config': deprecated(since('3.0', '#14769'), '3.12', '--config.auto-reload'),
  'ooo-native-histograms': always(since('3.0', '#14546'), '3.4'),
  'old-ui': since('3.0', '#14872'),
  'otlp-deltatocumulative': since('3.2', '#15165'),
  'promql-duration-expr': always(since('3.4', '#16249'), '3.14'),
  'otlp-native-delta-ingestion': since('3.4', '#16360'),
  'type-and-unit-labels': since('3.5', '#16228'),
  'use-uncached-io': since('3.5', '#15365'),
  'promql-extended-range-selectors': always(since('3.7', '#16457'), '3.16'),
  'st-storage': since('3.10', '#17907'),
  'promql-binop-fill-modifiers': since('3.10', '#17644'),
  'xor2-encoding': deprecated(since('3.11', '#18062'), '3.15', 'storage.tsdb.chunk_encoding.floats: xor2'),
  'fast-startup': since('3.11', '#18303'),
  'st-synthesis': since('3.12', '#18279'),
  'use-start-timestamps': since('3.12', '#18344'),
  'search-api': since('3.13', '#18573'),
  'histograms-st-encoding': since('3.14', '#18609'),
  openmetrics2: since('3.15', '#18606'),
  'zstd-scrape': since('3.15', '#19502'),
  'query-cost': since('3.16', '#20028'),
  'promql-unquoted-utf8-names': since('3.16', '#20162'),
};
