import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { inCluster } from '../synthesis';
import type { ClusterDefinition } from './definition';
import type { Delivery } from './delivery';
import { watched, type Watched } from './watched';

const CLUSTERS = new WeakSet<IConstruct>();

/**
 * A cluster of a fleet, as the chart that everything for it is made in: what is for several namespaces can have charts of
 * its own below it. Nothing in it sees anything of the other clusters, and names are its own.
 */
export class Cluster<Values extends object = object> extends Chart {
  /** Whether a construct is a cluster of a fleet. */
  static isCluster(construct: IConstruct): construct is Cluster {
    return CLUSTERS.has(construct);
  }

  readonly name: string;

  /** Value of the label `cluster` of what comes from there. */
  readonly clusterLabel: string;

  /** Labels of the cluster itself. */
  readonly ownLabels: Readonly<Record<string, string>>;
  private readonly watched: Watched<Values>;

  constructor(
    scope: Construct,
    definition: ClusterDefinition<Values>,
    namespace: string | undefined,
    /** How its objects get there; undefined where they are applied to it. */
    readonly delivery: Delivery | undefined,
  ) {
    const { name, clusterLabel = name, labels = {}, namespace: own = namespace, values } = definition;
    super(scope, name, own === undefined ? {} : { namespace: own });
    this.name = name;
    this.clusterLabel = clusterLabel;
    this.ownLabels = Object.freeze({ ...labels });
    this.watched = watched(values);
    CLUSTERS.add(this);
    inCluster(this, { name, label: clusterLabel });
  }

  /** Where it differs from the others. */
  get values(): Partial<Values> {
    return this.watched.values;
  }

  /** Values that nobody has read so far. */
  get unreadValues(): readonly string[] {
    return this.watched.unread();
  }
}
