import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { Authorization, BasicAuth, TlsConfig } from '../http';
import type { ResourceProps } from '../synthesis';
import type { HasFederationEndpoint } from './endpoint';

/**
 * How a hub reaches a leaf: in the same cluster by the leaf's Service; in another cluster of the same ClusterSet by the
 * Multi-Cluster Services API (a `ServiceExport` beside the leaf, `<service>.<namespace>.svc.clusterset.local` above); or by a
 * URL under which you expose it, without `/federate`.
 */
export type Reach = 'cluster' | 'clusterset' | { readonly url: string };

/** What a hub shows to a leaf, and whom it trusts. References are to Secrets and ConfigMaps beside the hub. */
export interface FederationClient {
  /** @default - of a leaf beside the hub what that shows to itself */
  readonly basicAuth?: BasicAuth;
  readonly authorization?: Authorization;

  /** Needed where the leaf serves TLS: `{}` trusts the authorities of the system. */
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
  /** The hub: the Prometheus that the others' series come to. It has one shard. */
  readonly into: HasFederationEndpoint;

  /** The leaves: what they record and scrape comes up as far as the hub's rules and dashboards read it. */
  readonly from: ReadonlyArray<HasFederationEndpoint | FederatedLeaf>;

  /**
   * External label by which leaves are told apart: each has it, with a value of its own. With `prometheus` several of one
   * cluster are.
   * @default 'cluster'
   */
  readonly label?: string;

  /** How leaves are reached that do not say it themselves. Charts do not know their cluster: another one must be declared. @default 'cluster' */
  readonly reach?: 'cluster' | 'clusterset';

  /**
   * As whom the hub comes to leaves of other clusters: peers of their NetworkPolicies, as a rule addresses of its pods or of a
   * gateway.
   * @default - the leaf's `networkPolicy.webFrom` must let it in
   */
  readonly peers?: readonly NetworkPolicyPeer[];

  /**
   * Selectors of what comes up, besides the parts that rules need. What rules and dashboards of the hub read and this leaves out
   * is an error.
   * @default - what rules and dashboards of the hub read
   */
  readonly match?: readonly string[];

  /** Lets `match` take everything that leaves have. @default false */
  readonly allowEverything?: boolean;

  /**
   * URL of the dashboard of federations, as `grafana.dashboardUrl(…)` gives it: the annotation `dashboard_url` of the alerts about
   * leaves, with this federation chosen.
   * @default - no link
   */
  readonly dashboardUrl?: string;

  /** Prometheus duration. @default - half of the shortest interval of the hub's rules, so that no result is missed */
  readonly scrapeInterval?: string;

  /** Prometheus duration, not longer than the interval. @default - two thirds of the interval */
  readonly scrapeTimeout?: string;
}
