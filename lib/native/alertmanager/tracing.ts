import type { HttpHeader, TlsConfig } from './http-client';
import type { Duration } from './scalars';

/** Where Alertmanager sends its own traces, by OTLP (`<tracing_config>`). */
export interface TracingConfig {
  /** Protocol. Default `grpc`. */
  readonly client_type?: 'http' | 'grpc';

  /** Collector, `host:port`. */
  readonly endpoint?: string;

  /** Share of the traces that is kept, 0 to 1. */
  readonly sampling_fraction?: number;

  /** Whether to go without TLS. */
  readonly insecure?: boolean;

  /** TLS towards the collector. */
  readonly tls_config?: TlsConfig;

  /**
   * Headers of every request, by name. Upstream's page calls it `http_headers`, which the program refuses.
   */
  readonly headers?: Readonly<Record<string, HttpHeader>>;

  /** Compression of requests. */
  readonly compression?: 'gzip';

  /** Time limit of one export. */
  readonly timeout?: Duration;
}
