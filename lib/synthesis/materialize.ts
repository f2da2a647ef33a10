import { ApiObject, JsonPatch, type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { isClusterScoped, objectId, type Manifest } from '../kubernetes';

/** A manifest, and the chart whose file it goes into. */
export interface Placed {
  readonly chart: Chart;
  readonly manifest: Manifest;
}

const CONTAINER_ID = 'cdk8s-prometheus';

/**
 * Turns manifests into the API objects of their charts.
 *
 * All of a chart's objects stand in one container, sorted: their order in the file then does not follow
 * the order in which constructs were defined. Raw `ApiObject`s, because the generated classes of
 * cdk8s-plus drop every field that they do not know, without a word.
 */
export function materialize(placed: readonly Placed[]): void {
  const containers = new Map<Chart, Construct>();
  for (const each of [...placed].sort((a, b) => inReadingOrder(a.manifest, b.manifest))) {
    const container = containers.get(each.chart) ?? new Construct(each.chart, CONTAINER_ID);
    containers.set(each.chart, container);
    writeObject(container, each);
  }
}

/** What cdk8s would make of a manifest, which is what patches are meant for: the chart adds its labels and namespace. */
export function completed(chart: Chart, manifest: Manifest): Manifest {
  const { namespace = chart.namespace, ...metadata } = manifest.metadata;
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...(namespace === undefined || isClusterScoped(manifest.kind) ? {} : { namespace }),
      labels: { ...chart.labels, ...metadata.labels },
    },
  };
}

/** Takes away what an earlier compile put into the tree. */
export function dematerialize(charts: Iterable<Chart>): void {
  for (const chart of charts) {
    chart.node.tryRemoveChild(CONTAINER_ID);
  }
}

function writeObject(container: Construct, { chart, manifest }: Placed): void {
  const { namespace, labels = {} } = manifest.metadata;
  const object = new ApiObject(container, idOf(manifest), manifest);
  // Without this the chart's namespace lands on objects that have none, and its labels on those that a patch took them from.
  if (namespace === undefined && chart.namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  for (const label of Object.keys(chart.labels).filter((key) => !(key in labels))) {
    object.addJsonPatch(
      JsonPatch.remove(`/metadata/labels/${label.replace(/~/g, '~0').replace(/\//g, '~1')}`),
    );
  }
}

/**
 * Slashes would divide the path of the construct. Names have dashes, but namespaces no underscores: no two
 * objects share an id.
 */
function idOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return objectId({ kind, namespace, name }).replace(/[ /]/g, '_');
}

function inReadingOrder(a: Manifest, b: Manifest): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What others need comes first: accounts and rights, configuration, then what runs. */
const KIND_ORDER = [
  'Namespace',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'ConfigMap',
  'Service',
  'StatefulSet',
];

function sortKey({ kind, metadata: { namespace = '', name } }: Manifest): string {
  const rank = KIND_ORDER.indexOf(kind);
  return [String(rank < 0 ? KIND_ORDER.length : rank).padStart(2, '0'), kind, namespace, name].join('\u0000');
}
