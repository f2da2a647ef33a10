import type { AzureAdConfig } from './azuread';
import type { HttpClientConfig } from './http-client';
import type { RelabelConfig } from './relabel-config';
import type { Duration } from './scalars';
import type { SigV4Config } from './sigv4';

/** A place that samples are sent on to (`configuration.md#remote_write`). */
export interface RemoteWrite extends HttpClientConfig {
  /** Endpoint. */
  readonly url: string;

  /** Message of Remote Write 1.0 or 2.0. Default `prometheus.WriteRequest`. */
  readonly protobuf_message?: 'prometheus.WriteRequest' | 'io.prometheus.write.v2.Request';

  /** How long one request may take. Default `30s`. */
  readonly remote_timeout?: Duration;

  /** Headers to add. Values are plain text: our constructs write secret ones with `http_headers`. */
  readonly headers?: Readonly<Record<string, string>>;

  /** Relabeling of samples before they are sent, after external labels. */
  readonly write_relabel_configs?: readonly RelabelConfig[];

  /** Name in metrics and logs, unique among the places to write to. Default: a hash. */
  readonly name?: string;

  /** Whether exemplars are sent. Default false. */
  readonly send_exemplars?: boolean;

  /** Whether native histograms are sent. Default false; always with Remote Write 2.0. */
  readonly send_native_histograms?: boolean;

  /** Whether one address of the host is chosen at random for each connection. Default false. */
  readonly round_robin_dns?: boolean;

  /**
   * Whether requests that failed are logged in full. Not documented upstream, for debugging only. Default
   * false.
   */
  readonly failed_request_logging?: boolean;

  /** Whether native histograms with custom buckets are sent as classic ones. Experimental. Default false. */
  readonly convert_nhcb_to_classic?: boolean;

  /** Signing of requests for AWS. Excludes every other kind of authentication. */
  readonly sigv4?: SigV4Config;

  /** Authentication with Entra ID. Excludes every other kind of authentication. */
  readonly azuread?: AzureAdConfig;

  /** Authentication with Google Cloud. Excludes every other kind of authentication. */
  readonly google_iam?: GoogleIamConfig;

  /** Buffering and concurrency. */
  readonly queue_config?: QueueConfig;

  /** Sending of metadata with Remote Write 1.0. */
  readonly metadata_config?: MetadataConfig;
}

/** Authentication with Google Cloud (`configuration.md#remote_write`). `{}` takes all from Google's SDK. */
export interface GoogleIamConfig {
  /** File that holds the key of a service account. */
  readonly credentials_file?: string;
}

/** How samples wait for being sent (`configuration.md#remote_write`). Shards are parallel senders here. */
export interface QueueConfig {
  /** Samples that one shard buffers before reading of the WAL waits. Default 10000. */
  readonly capacity?: number;

  /** Most shards. Default 50. */
  readonly max_shards?: number;

  /** Fewest shards. Default 1. */
  readonly min_shards?: number;

  /** Most samples in one request. Default 2000. */
  readonly max_samples_per_send?: number;

  /** How long a sample waits for a full request. Default `5s`. */
  readonly batch_send_deadline?: Duration;

  /** Delay before the first retry; it doubles with each further one. Default `30ms`. */
  readonly min_backoff?: Duration;

  /** Longest delay before a retry. Default `5s`. */
  readonly max_backoff?: Duration;

  /** Whether status 429 leads to a retry. Default false. */
  readonly retry_on_http_429?: boolean;

  /** Age beyond which a sample is no longer sent, 0s for none. Default `0s`. */
  readonly sample_age_limit?: Duration;
}

/** Sending of metadata with Remote Write 1.0 (`configuration.md#remote_write`). */
export interface MetadataConfig {
  /** Whether metadata is sent. Default true. */
  readonly send?: boolean;

  /** How often. Default `1m`. */
  readonly send_interval?: Duration;

  /** Most samples in one request. Default 2000. */
  readonly max_samples_per_send?: number;
}
