import type { TlsConfig } from './http-client';
import type { Duration } from './scalars';

/** Where Prometheus sends traces of itself, over OTLP (`configuration.md#tracing_config`). */
export interface TracingConfig {
  /** Transport. Default `grpc`. */
  readonly client_type?: 'http' | 'grpc';

  /** Host and port of the receiver. */
  readonly endpoint?: string;

  /** Share of traces that are sent, from 0 to 1. Default 0. */
  readonly sampling_fraction?: number;

  /** Whether the connection goes without TLS. Default false. */
  readonly insecure?: boolean;

  /** Headers to add. Values are plain text: our constructs never write a secret one. */
  readonly headers?: Readonly<Record<string, string>>;

  /** Compression. Default: none. */
  readonly compression?: 'gzip';

  /** How long sending one batch may take. Default `10s`. */
  readonly timeout?: Duration;

  /** TLS towards the receiver. */
  readonly tls_config?: TlsConfig;
}
