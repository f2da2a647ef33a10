/** Which PromQL a text is held against. */
export interface PromQLOptions {
  /**
   * Version of Prometheus, `major.minor.patch`.
   *
   * @default - the newest that this library knows
   */
  readonly version?: string;

  /**
   * Features that are enabled with `--enable-feature`. Those that have nothing to do with PromQL are passed over.
   *
   * @default - none
   */
  readonly enableFeatures?: readonly string[];

  /**
   * Which names of metrics and labels are allowed: `UTF8` allows every character, `Legacy` only those of
   * Prometheus 2. Prometheus itself accepts the former in expressions in any case; where a server stores no
   * such names, they select nothing.
   *
   * @default 'UTF8'
   */
  readonly nameValidationScheme?: 'UTF8' | 'Legacy';
}
