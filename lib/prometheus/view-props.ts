import type {
  HasStoreEndpoint,
  ThanosHttpClient,
  ThanosQueryFrontendProps,
  ThanosQueryProps,
  ThanosRulerProps,
} from '../query';

/** The Query of a view. What it reads, and that it answers with all or nothing, is not for anybody to say. */
export type ViewQuery = Omit<ThanosQueryProps, 'name' | 'namespace' | 'endpoints' | 'partialResponse'>;

/** The Query Frontend of a view. */
export type ViewQueryFrontend = Omit<ThanosQueryFrontendProps, 'name' | 'namespace' | 'query'>;

/** The Ruler of a view. Its rules, its labels and how often it evaluates are those of the Prometheus. */
export interface ViewRuler extends Omit<
  ThanosRulerProps,
  | 'name'
  | 'namespace'
  | 'queries'
  | 'queryEndpoints'
  | 'queryConfig'
  | 'prometheusRules'
  | 'ruleSelector'
  | 'ruleNamespaceSelector'
  | 'externalLabels'
  | 'evaluationInterval'
  | 'ruleQueryOffset'
  | 'lints'
> {
  /** How it speaks to the Query, where that has TLS. @default - as the Query serves, without a password */
  readonly queryClient?: ThanosHttpClient;
}

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

/** Leaves each shard to itself: rules that are not right on single shards are errors. */
export interface NoView {
  readonly kind: 'none';
}

/** What sees the samples of all shards: a kind of view, or a kind with its settings. Each kind has a file of its own. */
export type GlobalViewProps = ThanosView['kind'] | NoView['kind'] | ThanosView | NoView;
