import type { PodGroup } from '../synthesis';
import type { GrpcClientTls } from './grpc-tls';

/** A port of pods, which others may know by either. */
export interface NamedPort {
  readonly name: string;
  readonly number: number;
}

/** What a Query reads series from, by Thanos's gRPC. */
export interface StoreEndpoint {
  /** For messages: `Prometheus monitoring/k8s`. */
  readonly title: string;
  readonly kind: 'prometheus' | 'ruler' | 'store' | 'query';

  /** `host:port`; with `dns+` before it the pods one by one. */
  readonly addresses: readonly string[];

  /**
   * Whether queries fail where it does not answer. What is not strict is left out some seconds after it went away, and
   * nothing says so.
   */
  readonly strict: boolean;
  readonly tls: boolean;

  /** How who reads it trusts it, where that is said for it alone. @default - as the Query says */
  readonly tlsConfig?: GrpcClientTls;

  /** Its pods; undefined where they are in another cluster. */
  readonly podGroup: PodGroup | undefined;
  readonly port: NamedPort;

  /** Labels that tell copies of the same series apart. */
  readonly replicaLabels: readonly string[];

  /** The other labels of all its series; undefined where they are not known before it runs. */
  readonly externalLabels: Readonly<Record<string, string>> | undefined;

  /** How often its rules are evaluated, as a Prometheus duration; undefined where it evaluates none. */
  readonly evaluationInterval?: string;

  /** How far back a sample is still taken, as a Prometheus duration. */
  readonly lookbackDelta?: string;
}

/** A Prometheus with `thanos`, a ThanosRuler, a ThanosStore, another ThanosQuery. */
export interface HasStoreEndpoint {
  /** Undefined where it has no gRPC of Thanos: a Prometheus without `thanos`. */
  readonly storeEndpoint: StoreEndpoint | undefined;
}

/** What answers PromQL over HTTP, for a Ruler or a Query Frontend. */
export interface QueryEndpoint {
  /** For messages: `ThanosQuery monitoring/main`. */
  readonly title: string;
  readonly host: string;
  readonly scheme: 'http' | 'https';
  readonly pathPrefix: string;

  /** Where people see it. */
  readonly externalUrl?: string;
  readonly podGroup: PodGroup;
  readonly port: NamedPort;
}

/** A ThanosQuery, or what stands for one. */
export interface HasQueryEndpoint {
  readonly queryEndpoint: QueryEndpoint;

  /** Labels that no result has: copies of a series that differ in them are one. Known when the app is complete. */
  replicaLabels(): readonly string[];

  /** What it reads from besides its `endpoints`. */
  addEndpoint(endpoint: HasStoreEndpoint): void;
}
