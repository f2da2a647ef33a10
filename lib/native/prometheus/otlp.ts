/**
 * How names of OTLP become names of Prometheus: whether characters other than letters, digits and underscores
 * are escaped, and whether unit and type are appended.
 */
export type OtlpTranslationStrategy =
  | 'UnderscoreEscapingWithSuffixes'
  | 'UnderscoreEscapingWithoutSuffixes'
  | 'NoUTF8EscapingWithSuffixes'
  | 'NoTranslation';

/**
 * The receiver of OTLP metrics (`configuration.md#configuration-file`). Needs `--web.enable-otlp-receiver`.
 */
export interface OtlpConfig {
  /** Attributes of the resource that become labels. */
  readonly promote_resource_attributes?: readonly string[];

  /**
   * Whether all attributes of the resource become labels. Excludes `promote_resource_attributes`. Default
   * false.
   */
  readonly promote_all_resource_attributes?: boolean;

  /** Attributes that do not, with `promote_all_resource_attributes`. */
  readonly ignore_resource_attributes?: readonly string[];

  /** How names are translated. Default `UnderscoreEscapingWithSuffixes`. */
  readonly translation_strategy?: OtlpTranslationStrategy;

  /** Whether `target_info` keeps the attributes that became `job` and `instance`. Default false. */
  readonly keep_identifying_resource_attributes?: boolean;

  /** Whether histograms with explicit buckets become native ones with custom buckets. Default false. */
  readonly convert_histograms_to_nhcb?: boolean;

  /** Whether name, version, schema URL and attributes of the scope become labels. Default false. */
  readonly promote_scope_metadata?: boolean;

  /** Whether a label that begins with one underscore gets the prefix `key`. Default true. */
  readonly label_name_underscore_sanitization?: boolean;

  /** Whether consecutive underscores in a label are kept. Default true. */
  readonly label_name_preserve_multiple_underscores?: boolean;
}
