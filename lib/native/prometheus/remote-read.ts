import type { HttpClientConfig } from './http-client';
import type { Duration, Labels } from './scalars';

/** A place that samples are read from (`configuration.md#remote_read`). */
export interface RemoteRead extends HttpClientConfig {
  /** Endpoint. */
  readonly url: string;

  /** Name in metrics and logs, unique among the places to read from. Default: a hash. */
  readonly name?: string;

  /** Labels that a selector must name for this place to be asked. */
  readonly required_matchers?: Labels;

  /** How long one request may take. Default `1m`. */
  readonly remote_timeout?: Duration;

  /** Bytes of one frame of a streamed response. Not documented upstream. Default 50 MB. */
  readonly chunked_read_limit?: number;

  /** Headers to add. Values are plain text: our constructs write secret ones with `http_headers`. */
  readonly headers?: Readonly<Record<string, string>>;

  /** Whether times that the local storage covers are asked for, too. Default false. */
  readonly read_recent?: boolean;

  /** Whether external labels are part of the selectors. Default true. */
  readonly filter_external_labels?: boolean;
}
