/** Settings of the Prometheus process that a reload may change (`configuration.md#configuration-file`). */
export interface RuntimeConfig {
  /** Least severity that is logged. Default: that of `--log.level`. */
  readonly log_level?: 'debug' | 'info' | 'warn' | 'error';

  /** Growth of the heap, in percent, that starts a garbage collection. Default 75. */
  readonly gogc?: number;
}
