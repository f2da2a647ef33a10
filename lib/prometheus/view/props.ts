import type { HttpClient } from '../../http';
import type { HasStoreEndpoint, QuerySettings, RulerSettings, ThanosQueryFrontendProps } from '../../query';
import type { WorkloadProps } from '../../workload';
import type { PrometheusProps } from '../props';

/** The Query of a view. */
export type ViewQuery = QuerySettings;

/** The Query Frontend of a view. */
export type ViewQueryFrontend = Omit<ThanosQueryFrontendProps, 'name' | 'namespace' | 'query'>;

/** The Ruler of a view. */
export type ViewRuler = RulerSettings;

/** A ThanosQuery and a ThanosRuler over the shards; the names of their objects end with that of the Prometheus. */
export interface ThanosView {
  readonly kind: 'thanos';

  /** Settings of the Query. @default - two replicas */
  readonly query?: ViewQuery;

  /** A Query Frontend before it, which people and dashboards then ask. `{}` is enough. @default - none */
  readonly queryFrontend?: ViewQueryFrontend;

  /** Settings of the Ruler. @default - two replicas, with the storage and retention of a shard, and its Alertmanagers */
  readonly ruler?: ViewRuler;

  /** ThanosStores that have the past of these shards, and of nothing else: rules read it as well. @default - none */
  readonly stores?: readonly HasStoreEndpoint[];
}

/**
 * The front of a view: what a Prometheus of its own may be told. Its rules, labels and Alertmanagers are those of the
 * Prometheus, and it scrapes nothing.
 */
export interface ViewFront extends Omit<WorkloadProps, 'name' | 'namespace'> {
  /** @default - that of the shards */
  readonly version?: string;

  /** @default 2 */
  readonly replicas?: number;

  /** For how long what it records is kept, as a Prometheus duration. @default - as the shards keep theirs */
  readonly retention?: string;
  readonly retentionSize?: string;

  /** TLS and passwords of the view. @default - none */
  readonly web?: NonNullable<PrometheusProps['web']>;

  /** @default - that of the shards */
  readonly query?: NonNullable<PrometheusProps['query']>;

  /** @default - that of the shards */
  readonly rules?: NonNullable<PrometheusProps['rules']>;

  /** Where what it records is sent to. @default - nowhere: that of the shards is theirs alone */
  readonly remoteWrite?: NonNullable<PrometheusProps['remoteWrite']>;
  readonly enableFeatures?: NonNullable<PrometheusProps['enableFeatures']>;
  readonly tracingConfig?: NonNullable<PrometheusProps['tracingConfig']>;
  readonly tsdb?: NonNullable<PrometheusProps['tsdb']>;
  readonly runtime?: NonNullable<PrometheusProps['runtime']>;
  readonly maximumStartupDurationSeconds?: number;
  readonly configSlots?: NonNullable<PrometheusProps['configSlots']>;
}

/**
 * A small Prometheus over the shards, the front, which reads them by remote read: the fewest parts. Queries and rules see all
 * series; label names, label values and metadata are those of the front alone, so that Grafana completes little.
 */
export interface PrometheusView {
  readonly kind: 'prometheus';

  /** Settings of the front. @default - two replicas, with the storage and retention of a shard */
  readonly front?: ViewFront;

  /** How it speaks to the shards, where those have TLS or a password. @default - plainly */
  readonly readClient?: HttpClient;

  /**
   * For how long it waits for a shard, as a Prometheus duration. A rule that has not heard of all yields nothing. Upstream:
   * `remote_timeout`.
   * @default '10s'
   */
  readonly remoteTimeout?: string;
}

/** Leaves each shard to itself: rules that are not right on single shards are errors. */
export interface NoView {
  readonly kind: 'none';
}

/** What sees the samples of all shards: a kind of view, or a kind with its settings. Each kind has a file of its own. */
export type GlobalViewProps =
  ThanosView['kind'] | PrometheusView['kind'] | NoView['kind'] | ThanosView | PrometheusView | NoView;
