import type { BasicAuth } from '../http';
import type { PodGroup } from '../synthesis';

/** What of a Prometheus Thanos reads: its sidecars, or the Query that is its view. */
export interface FederatedStore {
  /** One Service of each: of the sidecars of a shard, or of the Query. */
  readonly services: readonly string[];
  readonly pods: PodGroup;
  readonly port: number;
  readonly tls: boolean;
  readonly asksForCertificate: boolean;

  /** Whether a NetworkPolicy lets in nobody but the pods that the app connects. */
  readonly isClosed: boolean;
}

/** A Prometheus as federation sees it, from above and from below. */
export interface FederationEndpoint {
  /** Path of its construct. */
  readonly path: string;

  /** Name of the cluster of a fleet that it is in; empty outside of fleets. */
  readonly cluster: string;
  readonly name: string;
  readonly namespace: string;

  /** One Service of each shard that gets targets, in the order of their numbers. */
  readonly services: readonly string[];
  readonly port: number;
  readonly scheme: 'http' | 'https';
  readonly routePrefix: string;
  readonly pods: PodGroup;

  /** What everything that leaves it has, where the value is known here. */
  readonly externalLabels: Readonly<Record<string, string>>;

  /** External labels whose values nobody knows here, such as that of the shard. */
  readonly otherLabels: readonly string[];

  /** External labels by which shards differ, and which its own view takes from their series as well; none without a view. */
  readonly shardLabels: readonly string[];

  /** The external label that tells replicas apart; empty where there is none. */
  readonly replicaLabel: string;
  readonly replicas: number;

  /** What clients have to show. */
  readonly asksFor: { readonly password: boolean; readonly certificate: boolean };

  /** What it shows to itself, where it asks for a password. */
  readonly basicAuth?: BasicAuth;

  /** Whether its NetworkPolicy lets in nobody but the pods that the app connects. */
  readonly isClosed: boolean;

  /** What of its props would change the labels of what it federates. */
  readonly rewrites: readonly string[];

  /** What of its props says that nothing can be written to it. */
  readonly refuses: readonly string[];

  /** Of its first shard, in the order of their numbers. */
  readonly podNames: readonly string[];

  /** By it each of the pods has a name of its own. */
  readonly headlessService: string;

  /** Undefined where it has no Thanos. */
  readonly store?: FederatedStore;
}

/** What can be federated, and federate others: a `Prometheus`. */
export interface HasFederationEndpoint {
  readonly federationEndpoint: FederationEndpoint;
}
