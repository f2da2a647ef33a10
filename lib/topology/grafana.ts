import { basename } from 'node:path/posix';
import { isPlainObject } from '../native';
import type { Manifest } from '../kubernetes';
import { ManifestError, mountsOf, parseDocuments } from '../manifests';
import type { Addresses } from './addresses';
import type { Builder } from './builder';
import { replicas, type Program } from './program';

/** A data source as its file or object has it. */
interface DataSource {
  readonly name?: string;
  readonly url?: string;
}

/** The Grafana of those who have one elsewhere: ConfigMaps and objects are brought to it. */
const FOREIGN = 'not in the manifests';

/** Where a file or object lies, and what it says. */
interface Content {
  readonly namespace: string;
  readonly path: string;
  readonly value: unknown;
  readonly folder?: string | undefined;
}

/** All Grafanas, what they ask, and what they show. */
export function addGrafanas(
  builder: Builder,
  manifests: readonly Manifest[],
  grafanas: readonly Program[],
  addresses: Addresses,
): void {
  const mounted = new Set<string>();
  for (const program of grafanas) {
    const { container, pod, name } = program;
    const id = builder.node('grafana', name, replicas(manifests, program));
    mapsOf(program).forEach((each) => mounted.add(each));
    const files = mountsOf(container, pod.spec, pod.namespace, manifests).files;
    const contents = [...files].flatMap(([path, text]) => read(pod.namespace, path, text.toString()));
    contents.forEach((content) => addContent(builder, id, content, addresses));
  }
  const others = manifests
    .filter(
      ({ kind, metadata }) => kind !== 'ConfigMap' || !mounted.has(mapKey(metadata.namespace, metadata.name)),
    )
    .flatMap(contentsOf)
    .filter((content) => dataSourcesOf(content).length > 0 || dashboardOf(content) !== undefined);
  for (const content of others) {
    addContent(builder, builder.node('grafana', FOREIGN), content, addresses);
  }
}

function addContent(builder: Builder, id: string, content: Content, addresses: Addresses): void {
  for (const { name, url = '' } of dataSourcesOf(content)) {
    const own = addresses.find(
      url,
      ['prometheus', 'alertmanager', 'query', 'query-frontend', 'ruler'],
      content.namespace,
    );
    const shown = name ?? url;
    if (own.length === 0) {
      builder.cannotTell(
        `What data source ${shown} asks: ${url === '' ? 'it has no url' : 'it is not in the manifests'}`,
      );
    }
    own.forEach((to) => builder.edge(id, 'asks', to, `data source ${shown}`));
  }
  const title = dashboardOf(content);
  if (title !== undefined) {
    const name = `${title} (${basename(content.path)})`;
    const { folder } = content;
    builder.edge(
      id,
      'shows',
      builder.node('dashboard', name, folder === undefined ? [] : [`folder ${folder}`]),
    );
  }
}

/** What of an object may be meant for a Grafana. */
function contentsOf(manifest: Manifest): Content[] {
  const { kind, metadata } = manifest;
  const namespace = metadata.namespace ?? 'default';
  if (kind === 'ConfigMap') {
    const { data = {} } = manifest as Manifest & { readonly data?: Readonly<Record<string, string>> };
    const { annotations } = metadata as { readonly annotations?: Readonly<Record<string, string>> };
    const folder = annotations?.grafana_folder;
    return Object.entries(data).flatMap(([key, text]) =>
      read(namespace, key, text).map((each) => ({ ...each, folder })),
    );
  }
  const { spec = {} } = manifest as Manifest & {
    readonly spec?: { readonly datasource?: DataSource; readonly json?: string; readonly folder?: string };
  };
  if (kind === 'GrafanaDatasource' && spec.datasource !== undefined) {
    return [{ namespace, path: metadata.name, value: { datasources: [spec.datasource] } }];
  }
  return kind === 'GrafanaDashboard' && typeof spec.json === 'string'
    ? read(namespace, `${metadata.name}.json`, spec.json).map((each) => ({ ...each, folder: spec.folder }))
    : [];
}

/** Files of other programs lie in ConfigMaps, too: what is no YAML is none of ours. */
function read(namespace: string, path: string, text: string): Content[] {
  if (!/\.(ya?ml|json)$/.test(path)) {
    return [];
  }
  try {
    return parseDocuments(text, path).map((value) => ({ namespace, path, value }));
  } catch (error) {
    if (error instanceof ManifestError) {
      return [];
    }
    throw error;
  }
}

/** Of a provisioning file, and of a body for Grafana's API. */
function dataSourcesOf({ value }: Content): DataSource[] {
  if (!isPlainObject(value)) {
    return [];
  }
  if (Array.isArray(value.datasources)) {
    return value.datasources as DataSource[];
  }
  return typeof value.uid === 'string' && typeof value.url === 'string' && typeof value.access === 'string'
    ? [value]
    : [];
}

/** The title, where it is a dashboard, or a body that has one. */
function dashboardOf({ path, value }: Content): string | undefined {
  if (!isPlainObject(value) || !path.endsWith('.json')) {
    return undefined;
  }
  const dashboard = isPlainObject(value.dashboard) ? value.dashboard : value;
  const isOne = 'panels' in dashboard || 'schemaVersion' in dashboard;
  return isOne && typeof dashboard.title === 'string' ? dashboard.title : undefined;
}

function mapsOf({ pod }: Program): string[] {
  return (pod.spec.volumes ?? [])
    .flatMap((volume) => [
      volume.configMap?.name,
      ...(volume.projected?.sources ?? []).map((source) => source.configMap?.name),
    ])
    .flatMap((name) => (name === undefined ? [] : mapKey(pod.namespace, name)));
}

function mapKey(namespace = 'default', name: string): string {
  return `${namespace}/${name}`;
}
