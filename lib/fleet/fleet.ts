import { Construct } from 'constructs';
import type { Prometheus } from '../prometheus';
import { Where, type Problem } from '../problems';
import { Synthesis } from '../synthesis';
import { readClusters } from './check';
import { Cluster } from './cluster';
import type { ClusterDefinition } from './definition';
import { checkDelivery, type Delivery } from './delivery';
import { FleetApp } from './fleet-app';
import type { FleetProps, Hub } from './props';
import { clustersFromFile, clustersFromProfiles, type ProfileOptions } from './read';
import { inlineSource, isClusterSource, type ClusterSource } from './source';

/** What holds for all clusters. */
type Common = Pick<FleetProps, 'namespace' | 'delivery'>;

/** A Prometheus of a cluster that a hub reads. */
export interface Leaf<Values extends object = object> {
  readonly cluster: Cluster<Values>;
  readonly prometheus: Prometheus;
}

/**
 * Clusters that are watched alike: for each of them a template makes the same, with what is said of that cluster in its
 * place. A further cluster is a further line; the folders of the others stay as they are.
 *
 * ```ts
 * const app = new FleetApp();
 * new Fleet(app, 'monitoring', {
 *   namespace: 'monitoring',
 *   clusters: [{ name: 'eu-1' }, { name: 'us-1', values: { replicas: 2 } }],
 *   template: (cluster) =>
 *     new Prometheus(cluster, 'k8s', {
 *       replicas: cluster.values.replicas ?? 1,
 *       storage: { size: Size.gibibytes(50) },
 *       serviceMonitorSelector: {},
 *     }),
 * });
 * app.synth(); // eu-1/monitoring.k8s.yaml, us-1/monitoring.k8s.yaml
 * ```
 */
export class Fleet<Values extends object = object, Made = undefined> extends Construct {
  /**
   * Clusters from a file of YAML or JSON, whose `clusters` has a list of definitions. What is wrong in it is told by app.synth(),
   * with the line.
   */
  static fromFile<Values extends object = object>(path: string): ClusterSource<Values> {
    return clustersFromFile(path);
  }

  /**
   * Clusters from `ClusterProfile` objects (`multicluster.x-k8s.io/v1alpha1`, the Cluster Inventory) in files, or in all manifests of
   * folders. Objects of other kinds are left alone. Nothing is ever asked of a cluster.
   */
  static fromClusterProfiles<Values extends object = object>(
    paths: readonly string[],
    options: ProfileOptions<Values> = {},
  ): ClusterSource<Values> {
    return clustersFromProfiles(paths, options);
  }

  /** In the order in which they are listed; the hub is among them where it is listed. */
  readonly clusters: ReadonlyArray<Cluster<Values>>;

  /** Undefined where there is none, or where its definition is wrong. */
  readonly hub: Cluster<Values> | undefined;

  /** What the template of the hub has returned. */
  readonly hubParts: Made | undefined;

  /** What the template has returned, cluster by cluster: who is there to be read. */
  readonly leaves: ReadonlyArray<Leaf<Values>>;

  constructor(scope: Construct, id: string, props: FleetProps<Values, Made>) {
    super(scope, id);
    const problems: Problem[] = [];
    const where = new Where(problems, this.node.path);
    Synthesis.of(this).addProblems(this, problems);
    const listed = readClusters<Values>(where, sourceOf(where, props.clusters));
    const clusters = new Map(listed.map((each) => [each.name, this.cluster(each, props)]));
    this.clusters = Object.freeze([...clusters.values()]);
    this.hub = props.hub && this.hubCluster(where, props.hub, clusters, props);
    this.hubParts = this.hub && props.hub?.template(this.hub);
    // Without the hub a template may not find what it sends to.
    const hasHub = props.hub === undefined || this.hub !== undefined;
    this.leaves = Object.freeze(
      hasHub ? this.clusters.flatMap((cluster) => leavesOf(cluster, props, this.hubParts as Made)) : [],
    );
    checkRead(where, hasHub ? this.all() : []);
    checkDelivery(where.at('delivery'), props.delivery);
    checkApp(where, this, props.delivery);
  }

  /** The listed clusters, and the hub where it is not among them. */
  private all(): ReadonlyArray<Cluster<Values>> {
    return [...new Set([...this.clusters, ...(this.hub === undefined ? [] : [this.hub])])];
  }

  private cluster(definition: ClusterDefinition<Values>, { namespace, delivery }: Common): Cluster<Values> {
    return new Cluster(this, definition, namespace, delivery);
  }

  private hubCluster(
    where: Where,
    { template: _, ...definition }: Hub<Values, Made>,
    clusters: ReadonlyMap<string, Cluster<Values>>,
    common: Common,
  ): Cluster<Values> | undefined {
    const among = clusters.get(definition.name);
    if (among === undefined) {
      const others = [...clusters.values()].map(({ name, clusterLabel }) => ({ name, clusterLabel }));
      const [read] = readClusters<Values>(
        where,
        [{ definition, place: (at, ...keys) => at.at('hub', ...keys) }],
        others,
      );
      return read && this.cluster(read, common);
    }
    const more = Object.keys(definition).filter((field) => field !== 'name');
    more.forEach((field) => {
      where.at('hub', field).error({
        code: 'contradiction',
        complaint: `is said of "${definition.name}", which is in the list of clusters`,
        remedy: 'Say it in the list, and here only the name.',
      });
    });
    return among;
  }
}

function sourceOf<Values extends object>(
  where: Where,
  clusters: FleetProps<Values, never>['clusters'],
): ClusterSource['listed'] {
  if (Array.isArray(clusters)) {
    return inlineSource(clusters as readonly unknown[]).listed;
  }
  if (!isClusterSource(clusters)) {
    where.at('clusters').error({
      code: 'shape',
      value: clusters,
      complaint: 'is no list of clusters',
      remedy: "Write a list, or read one: `Fleet.fromFile('clusters.yaml')`.",
    });
    return [];
  }
  clusters.report(where);
  return clusters.listed;
}

function leavesOf<Values extends object, Made>(
  cluster: Cluster<Values>,
  { template }: FleetProps<Values, Made>,
  hub: Made,
): Array<Leaf<Values>> {
  const made = template(cluster, hub);
  return [made ?? []].flat().map((prometheus) => ({ cluster, prometheus: prometheus }));
}

/** A value that no template reads is a misspelt one, as a rule. */
function checkRead(where: Where, clusters: readonly Cluster[]): void {
  for (const { name, unreadValues } of clusters) {
    unreadValues.forEach((value) => {
      where.about(`cluster "${name}"`).at('values', value).warning({
        code: 'unread-value',
        complaint: 'is read by no template, so it has no effect',
        remedy: 'Compare its name with what the template reads, or leave it out.',
      });
    });
  }
}

function checkApp(where: Where, fleet: Construct, delivery: Delivery | undefined): void {
  if (!FleetApp.isFleetApp(fleet.node.root)) {
    const finding = {
      code: 'no-folders',
      complaint: 'is in an App that writes the files of all clusters into one folder',
      remedy: 'Make the app with `new FleetApp()`: each cluster then has a folder of its own.',
    };
    if (delivery === undefined) {
      where.warning(finding);
    } else {
      where.at('delivery').error({ ...finding, complaint: 'is what only a FleetApp can write' });
    }
  }
}
