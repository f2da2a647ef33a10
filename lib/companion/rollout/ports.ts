import type { MeshNode, UnreadAnswer } from '../mesh';
import type { BudgetLook } from './preflight';
import type { TemplateLook } from './template';

/** The StatefulSet and its pods, as the API server has them. */
export interface ClusterLook {
  readonly revision: string;
  readonly observed: boolean;
  readonly selfRolling: boolean;

  /** Where pods of that revision look for their peers. */
  readonly peers: readonly string[];

  /** Names of the pods that there should be, the lowest ordinal first. */
  readonly names: readonly string[];
  readonly pods: readonly PodLook[];
}

export interface PodLook {
  readonly name: string;
  readonly uid: string;
  readonly revision: string;
  readonly address?: string | undefined;

  /** Seconds. */
  readonly age: number;
  readonly ending: boolean;
  readonly ready: boolean;
  readonly failure?: string | undefined;

  /** What it waits for, while it is not ready. */
  readonly obstacle?: string | undefined;
  readonly settings: InstanceSettings;
}

/** What the arguments of an instance say about how to reach it. */
export interface InstanceSettings {
  readonly web: { readonly scheme: 'http' | 'https'; readonly port: number; readonly prefix: string };

  /** Undefined where it has no mesh. */
  readonly mesh?: MeshSettings | undefined;

  /** Seconds after its start before which it does not notify. */
  readonly startDelay: number;
}

export interface MeshSettings {
  readonly port: number;
  readonly label?: string | undefined;
  readonly tls: boolean;

  /** Where it looks for its peers. */
  readonly peers: readonly string[];

  /** Whether it has the name of its pod in the mesh, and not one at random. */
  readonly named: boolean;
}

/** What became of an eviction. */
export type Eviction =
  | { readonly kind: 'evicted' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly reason: string };

/** The API server. */
export interface ClusterPort {
  look(signal: AbortSignal): Promise<ClusterLook>;

  /**
   * Evicts just this pod: one of its name that came later is left alone, and a disruption budget may refuse.
   *
   * Nothing ends it but its deadline. Where an API server is left in the middle of an eviction, the budget has been charged
   * for a pod that does not go, and for two minutes refuses every other eviction.
   */
  evict(pod: { readonly name: string; readonly uid: string }): Promise<Eviction>;

  /** What pods are going to be. */
  target(signal: AbortSignal): Promise<TemplateLook>;

  /** The disruption budgets over its pods; undefined where we may not read them. */
  budgets(signal: AbortSignal): Promise<readonly BudgetLook[] | undefined>;

  /** Makes an earlier revision the one that pods get. */
  restoreRevision(revision: string, signal: AbortSignal): Promise<void>;

  /** The last lines of what a pod has written; empty where there are none to be had. */
  lastLines(pod: string, signal: AbortSignal): Promise<string>;
}

/** An alert as an instance shows it, with just the fields that another one takes. */
export interface ActiveAlert {
  readonly fingerprint: string;
  readonly body: object;
}

/** The instances, in their two ways: gossip and HTTP. */
export interface InstancePort {
  /** What it sees and holds. */
  ask(pod: PodLook, signal: AbortSignal): Promise<UnreadAnswer>;
  push(pod: PodLook, pieces: readonly Uint8Array[], signal: AbortSignal): Promise<void>;
  tellDeparture(pod: PodLook, node: MeshNode, signal: AbortSignal): Promise<void>;

  /** Whether it has settled: before that it does not notify. */
  isSettled(pod: PodLook, signal: AbortSignal): Promise<boolean>;
  /** What it says that it is, such as `0.34.2`. */
  version(pod: PodLook, signal: AbortSignal): Promise<string | undefined>;
  alerts(pod: PodLook, signal: AbortSignal): Promise<readonly ActiveAlert[]>;
  postAlerts(pod: PodLook, alerts: readonly ActiveAlert[], signal: AbortSignal): Promise<void>;
}

/** The names of the cluster. */
export interface NamesPort {
  /** Addresses of a host; undefined where the name is not known here, which it may be to pods. */
  resolve(host: string): Promise<readonly string[] | undefined>;
}

/** Whose the lease is. */
export type Claim =
  /** Ours, and nobody else had it since we asked last. */
  | { readonly kind: 'kept' }
  /** Ours from now on. */
  | { readonly kind: 'taken' }
  /** Somebody else's, who lives. */
  | { readonly kind: 'refused'; readonly holder: string }
  /** Somebody else's, who may have died: one that lives renews it. */
  | { readonly kind: 'unknown'; readonly holder: string };

/** That nobody else rolls the same. */
export interface LeasePort {
  /**
   * Takes it, or keeps it.
   *
   * @throws {TransientError} where it is not known whose it is
   */
  hold(signal: AbortSignal): Promise<Claim>;
  release(): Promise<void>;
}

/** Where a copy of the mesh outlives us. */
export interface StorePort {
  /** For people, such as `Secret monitoring/alertmanager-main-mesh`. */
  readonly name: string;

  /** What was written last; undefined where nothing was. */
  read(signal: AbortSignal): Promise<Uint8Array | undefined>;

  /** @throws {StoreLimitError} where it is too large; what was there stays */
  write(state: Uint8Array, signal: AbortSignal): Promise<void>;
}

/** Where time comes from. */
export interface ClockPort {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
