import type { GrpcClientTls, GrpcServerTls } from './grpc-tls';
import type { ServedProps, ThanosProps } from './props';
import type { HasStoreEndpoint } from './store-endpoint';

/** A server of Thanos's gRPC that the app does not define: a Query of another cluster, a Receive. */
export interface EndpointAddress {
  /** `host:port`; `dns+host:port` or `dnssrv+…` for many pods behind a name, which cannot be strict. */
  readonly address: string;

  /**
   * Whether queries fail while it does not answer.
   * @default - true; false behind `dns+` and `dnssrv+`, which upstream refuses as strict
   */
  readonly strict?: boolean;

  /** TLS towards it, where that is not what `grpcClientTlsConfig` says; false for none. */
  readonly tlsConfig?: GrpcClientTls | false;

  /** Labels that tell copies of its series apart. @default - none but those of the others */
  readonly replicaLabels?: readonly string[];
}

/** Props of `ThanosQuery`. */
export interface ThanosQueryProps extends ThanosProps, ServedProps {
  /** @default 2 */
  readonly replicas?: number;

  /**
   * What is read: Prometheis with `thanos`, Stores, Rulers, other Queries. A Ruler that asks this Query is read without being named.
   */
  readonly endpoints: ReadonlyArray<HasStoreEndpoint | EndpointAddress>;

  /** Further labels that tell copies of the same series apart; no result has them. @default - those of the endpoints */
  readonly replicaLabels?: readonly string[];

  /**
   * How copies are merged: `penalty` follows one and changes over where it has a gap, as is right for replicas that scrape
   * at different times; `chain` takes the samples of all, as is right where series go from one server to another.
   * @default 'penalty'
   */
  readonly deduplication?: 'penalty' | 'chain';

  /**
   * Whether a query is answered with a warning while endpoints are missing, instead of failing. Rules and dashboards then
   * show wrong values that look right.
   * @default false
   */
  readonly partialResponse?: boolean;

  /** How long an endpoint may be silent within a query, as a Go duration; without it one that hangs holds every query up. @default '10s' */
  readonly responseTimeout?: string;

  /** Longest time of a query, as a Go duration. @default '2m' */
  readonly timeout?: string;

  /** @default 20 */
  readonly maxConcurrency?: number;

  /** How many selects of one query run at a time. @default 4 */
  readonly maxConcurrentSelect?: number;

  /** How far back a sample is still taken, as a Go duration. @default - that of the Prometheis; upstream's '5m' */
  readonly lookbackDelta?: string;

  /** Step of subqueries that name none, as a Go duration. @default - the `evaluationInterval` of the Prometheis */
  readonly defaultEvaluationInterval?: string;

  /** @default 'prometheus' */
  readonly promqlEngine?: 'prometheus' | 'thanos';

  /** Whether downsampled blocks are read where the step of a query is wide. @default false */
  readonly autoDownsampling?: boolean;

  /** Values of `--enable-feature`: `promql-experimental-functions`. */
  readonly enableFeatures?: readonly string[];

  /** How often a change of the endpoints is looked for, as a Go duration. @default '30s' */
  readonly endpointReloadInterval?: string;

  /** TLS of its own gRPC server, which other Queries read. @default - none */
  readonly grpcServerTlsConfig?: GrpcServerTls;

  /** How it trusts the endpoints that speak TLS, and shows who it is. */
  readonly grpcClientTlsConfig?: GrpcClientTls;
}
