import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { Authorization, BasicAuth, TlsConfig } from '../http';
import type { ResourceProps } from '../synthesis';
import type { QuerySettings, RulerSettings } from '../query';
import type { HasFederationEndpoint } from './endpoint';

/**
 * How what leaves have comes to the hub: `federate`, the hub asks them; `remoteWrite`, they write to it, by connections that
 * begin at the leaf; `thanos`, nothing comes, and a ThanosQuery and a ThanosRuler of the hub read the leaves where they are.
 */
export type Transport = 'federate' | 'remoteWrite' | 'thanos';

/** Settings of what reads the leaves by Thanos. Its objects are called as the federation is, and are beside the hub. */
export interface FederationReaders {
  /** The ThanosQuery. @default - two replicas, and a `responseTimeout` of 15s, longer than that of Queries which are leaves' views */
  readonly query?: QuerySettings;

  /** The ThanosRuler, which evaluates the rules of the hub. @default - two replicas, with the storage, retention and Alertmanagers of the hub */
  readonly ruler?: RulerSettings;
}

/**
 * How who is asked, or written to, is reached: in the same cluster by its Service; in another cluster of the same ClusterSet by the
 * Multi-Cluster Services API (a `ServiceExport` beside it, `<service>.<namespace>.svc.clusterset.local` elsewhere); or by a
 * URL under which you expose it, without `/federate` or `/api/v1/write`; of gRPC (`thanos`) without a path, `http` for one without TLS.
 */
export type Reach = 'cluster' | 'clusterset' | { readonly url: string };

/**
 * What who begins a connection shows, and whom it trusts: the hub that asks, or the leaf that writes. References are to Secrets and
 * ConfigMaps beside it.
 */
export interface FederationClient {
  /** @default - where both are in one namespace what the other one shows to itself */
  readonly basicAuth?: BasicAuth;
  readonly authorization?: Authorization;

  /** Needed where the other one serves TLS: `{}` trusts the authorities of the system. */
  readonly tlsConfig?: TlsConfig;
}

/** A leaf of which more is to be said. */
export interface FederatedLeaf extends FederationClient {
  readonly prometheus: HasFederationEndpoint;

  /** @default - that of the federation */
  readonly reach?: Reach;
}

/** Props of {@link Federation}. */
export interface FederationProps extends Pick<ResourceProps, 'name' | 'namespace'>, FederationClient {
  /** The hub: the Prometheus that the others' series come to. It has one shard, unless the transport is `thanos`. */
  readonly into: HasFederationEndpoint;

  /** The leaves: what they record and scrape comes up as far as the hub's rules and dashboards read it. */
  readonly from: ReadonlyArray<HasFederationEndpoint | FederatedLeaf>;

  /** How what leaves have comes to the hub. All federations into a hub have the same. @default 'federate' */
  readonly transport?: Transport;

  /**
   * External label by which leaves are told apart: each has it, with a value of its own. With `prometheus` several of one
   * cluster are.
   * @default 'cluster'
   */
  readonly label?: string;

  /**
   * How leaves are reached that do not say it themselves, or the hub by them where they write. Charts do not know their cluster: another one must be
   * declared.
   * @default 'cluster'
   */
  readonly reach?: 'cluster' | 'clusterset';

  /**
   * As whom the hub comes to leaves of other clusters, or they to the hub where they write: peers of NetworkPolicies, as a rule
   * addresses of pods or of a gateway.
   * @default - `networkPolicy.webFrom` of who is reached must let them in
   */
  readonly peers?: readonly NetworkPolicyPeer[];

  /**
   * Selectors of what comes up, besides the parts that rules need. What rules and dashboards of the hub read and this leaves out
   * is an error. Not for `thanos`, which copies nothing.
   * @default - what rules and dashboards of the hub read
   */
  readonly match?: readonly string[];

  /** Lets `match` take everything that leaves have. @default false */
  readonly allowEverything?: boolean;

  /**
   * URL of the dashboard of federations, as `grafana.dashboardUrl(…)` gives it: the annotation `dashboard_url` of the alerts about
   * leaves, with this federation chosen where the hub asks them: leaves that write have no job.
   * @default - no link
   */
  readonly dashboardUrl?: string;

  /** What reads the leaves; for `thanos` only. Of several federations into a hub the first says it. */
  readonly thanos?: FederationReaders;

  /** Prometheus duration; for `federate` only. @default - half of the shortest interval of the hub's rules, so that no result is missed */
  readonly scrapeInterval?: string;

  /** Prometheus duration, not longer than the interval; for `federate` only. @default - two thirds of the interval */
  readonly scrapeTimeout?: string;

  /** How long a request of a leaf may take, as a Prometheus duration; for `remoteWrite` only. @default - two thirds of the shortest interval of the hub's rules, and no more than 30s */
  readonly remoteTimeout?: string;
}
