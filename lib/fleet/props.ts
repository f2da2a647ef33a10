import type { Prometheus } from '../prometheus';
import type { Cluster } from './cluster';
import type { ClusterDefinition } from './definition';
import type { Delivery } from './delivery';
import type { ClusterSource } from './source';

/** The cluster that sees all others. */
export interface Hub<Values extends object = object, Made = undefined> extends ClusterDefinition<Values> {
  /** Makes what is there for all clusters. It runs before the template of these, which gets what it returns. */
  readonly template: (hub: Cluster<Values>) => Made;
}

/** Props of `Fleet`. */
export interface FleetProps<Values extends object = object, Made = undefined> {
  /** The clusters: a list, or what `Fleet.fromFile` or `Fleet.fromClusterProfiles` has read. */
  readonly clusters: ReadonlyArray<ClusterDefinition<Values>> | ClusterSource<Values>;

  /**
   * Makes what is there in each cluster, and returns the Prometheis that a hub may read. It runs once for each cluster, at
   * once.
   */
  readonly template: (cluster: Cluster<Values>, hub: Made) => Prometheus | readonly Prometheus[] | undefined;

  /** A cluster of the list by its name, or a further one. @default - none */
  readonly hub?: Hub<Values, Made>;

  /** Namespace of what is made in each cluster. @default - constructs say it themselves */
  readonly namespace?: string;

  /**
   * What carries the objects of each cluster from a control plane to it: `ManifestWork` of Open Cluster Management, `Work` of Karmada.
   * The folders then hold these, for the control plane. It knows the clusters by the same names.
   * @default - nothing: the folder of a cluster is applied to that cluster
   */
  readonly delivery?: Delivery;
}
