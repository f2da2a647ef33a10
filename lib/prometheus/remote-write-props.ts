import type { HttpClient } from '../http';
import type { Relabeling } from '../scrape';
import type { AzureAd } from './azure-ad';
import type { Deduplication } from './deduplication';
import type { Sigv4 } from './sigv4';

/** How samples wait for being sent. Upstream: `queue_config`. */
export interface QueueConfig {
  /** @default 10000 */
  readonly capacity?: number;

  /** @default 1 */
  readonly minShards?: number;

  /** @default 50 */
  readonly maxShards?: number;

  /** @default 2000 */
  readonly maxSamplesPerSend?: number;

  /** Prometheus duration. @default '5s' */
  readonly batchSendDeadline?: string;

  /** Prometheus duration. @default '30ms' */
  readonly minBackoff?: string;

  /** Prometheus duration. @default '5s' */
  readonly maxBackoff?: string;

  /** Whether an answer 429 is a reason to try again. @default false */
  readonly retryOnRateLimit?: boolean;

  /** Samples older than this Prometheus duration are not sent. @default - all are */
  readonly sampleAgeLimit?: string;
}

/** Sending of metadata. Upstream: `metadata_config`. */
export interface MetadataConfig {
  /** @default true */
  readonly send?: boolean;

  /** Prometheus duration. @default '1m' */
  readonly sendInterval?: string;

  /** @default 2000 */
  readonly maxSamplesPerSend?: number;
}

/** A place that samples are sent on to. Operator: `RemoteWriteSpec`; upstream: `<remote_write>`. */
export interface RemoteWrite extends HttpClient {
  readonly url: string;

  /** Name in metrics and logs, unique among the places to write to. @default - a hash of the settings */
  readonly name?: string;

  /** Protocol. @default 'V1.0' */
  readonly messageVersion?: 'V1.0' | 'V2.0';

  /** Prometheus duration. @default '30s' */
  readonly remoteTimeout?: string;

  /** Headers of every request; not for secrets. */
  readonly headers?: Readonly<Record<string, string>>;

  /** @default false */
  readonly sendExemplars?: boolean;

  /** @default false */
  readonly sendNativeHistograms?: boolean;
  readonly writeRelabelConfigs?: readonly Relabeling[];

  /** Excludes every other authentication. */
  readonly sigv4?: Sigv4;

  /** Excludes every other authentication. */
  readonly azureAd?: AzureAd;

  /** Whether each connection goes to an address of the host that is chosen at random. @default false */
  readonly roundRobinDNS?: boolean;
  readonly queueConfig?: QueueConfig;
  readonly metadataConfig?: MetadataConfig;

  /** What the place relies on to keep one of several replicas; `mimir()` and the like write it. @default - nothing is checked */
  readonly deduplication?: Deduplication;
}
