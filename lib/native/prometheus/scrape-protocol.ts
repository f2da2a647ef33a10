/**
 * Format of a scrape. `OpenMetricsText2.0.0` exists since 3.15 and is refused without the feature
 * `openmetrics2`.
 */
export type ScrapeProtocol =
  | 'PrometheusProto'
  | 'PrometheusText0.0.4'
  | 'PrometheusText1.0.0'
  | 'OpenMetricsText0.0.1'
  | 'OpenMetricsText1.0.0'
  | 'OpenMetricsText2.0.0';

/** Which names are valid: any UTF-8, or only letters, digits, colons and underscores. */
export type MetricNameValidationScheme = 'utf8' | 'legacy';

/** What a target is asked to do with names that are not valid in the older sense. */
export type MetricNameEscapingScheme = 'allow-utf-8' | 'underscores' | 'dots' | 'values';
