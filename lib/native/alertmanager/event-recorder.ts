import type { HttpClientConfig, TlsConfig } from './http-client';
import type { Duration, FilePath, PlainSecret } from './scalars';

/** Where events go; every event goes to every output (`<event_recorder_config>`). */
export interface EventRecorderConfig {
  /** Files, one line of JSON per event. */
  readonly file_outputs?: readonly EventFileOutput[];

  /** HTTP endpoints. */
  readonly webhook_outputs?: readonly EventWebhookOutput[];

  /** Kafka topics. */
  readonly kafka_outputs?: readonly EventKafkaOutput[];

  /**
   * Standard output, one line of JSON per event, between the program's own log lines. An output has no
   * settings.
   */
  readonly stdout_outputs?: ReadonlyArray<Readonly<Record<string, never>>>;
}

/** A file that is opened anew when it is rotated (`<file_output>`). */
export interface EventFileOutput {
  /** Path; the file is created where it is missing. */
  readonly path: FilePath;
}

/** An endpoint that gets events by POST, out of order and sometimes twice (`<webhook_output>`). */
export interface EventWebhookOutput {
  /**
   * Endpoint. Upstream counts it as a secret and has no file twin: put what is secret into {@link
   * http_config}.
   */
  readonly url: PlainSecret;

  /** HTTP client. */
  readonly http_config?: HttpClientConfig;

  /** Time limit of one request. Default `10s`. */
  readonly timeout?: Duration;

  /** Requests at the same time; 1 keeps their order. Default 4. */
  readonly workers?: number;

  /** Attempts per event or batch. Default 3. */
  readonly max_retries?: number;

  /** Pause before the second attempt; it doubles with each one, up to 30 s. Default `500ms`. */
  readonly retry_backoff?: Duration;

  /** Whether a request is an array of events instead of one event. Default false. */
  readonly batch?: boolean;

  /** Events per request. Default 100. */
  readonly batch_max_events?: number;

  /** Size of a request in bytes, from which on a batch is closed. Default 1048576. */
  readonly batch_max_bytes?: number;

  /** How long a batch waits to be filled. Default `100ms`. */
  readonly batch_flush_interval?: Duration;
}

/** A Kafka topic, which must exist; the key of a record is the host name (`<kafka_output>`). */
export interface EventKafkaOutput {
  /** Brokers to begin with, `host:port`; at least one. */
  readonly brokers: readonly string[];

  /** Name of the topic. */
  readonly topic: string;

  /** Name that the brokers see. Default `alertmanager`. */
  readonly client_id?: string;

  /** Encoding of a record. Default `json`. */
  readonly format?: 'json' | 'protobuf';

  /** Whose receipt a write waits for. Default `leader`. */
  readonly acks?: 'none' | 'leader' | 'all';

  /** Compression of batches. Default `none`. */
  readonly compression?: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

  /** Events that may wait; more are dropped. Default 1024. */
  readonly buffer_size?: number;

  /** TLS towards the brokers; without it the connection is in clear text. */
  readonly tls_config?: TlsConfig;
}
