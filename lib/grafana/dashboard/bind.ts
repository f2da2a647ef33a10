import { isObject, mapObjects, objectsOf, textOf, type JsonObject } from './json';

/** What a dashboard's queries are sent to. */
export interface Binding {
  readonly uid: string;
  readonly name: string;
  readonly type: 'prometheus' | 'alertmanager';
}

/** `${DS_PROMETHEUS}`, as exported dashboards call what Grafana would ask for at an import. */
const INPUT = /^\$\{(\w+)\}$/;

/**
 * The dashboard with its data source filled in, as an import by hand would do it: the inputs of an export, panels that
 * name none, and the first choice of a variable for data sources. Where a dashboard names a data source by its uid
 * it knows which one it wants.
 */
export function bindDashboard(dashboard: JsonObject, binding: Binding): JsonObject {
  const inputs = objectsOf(dashboard.__inputs)
    .filter(({ type, pluginId }) => type === 'datasource' && pluginId === binding.type)
    .flatMap(({ name }) => textOf(name) ?? []);
  const bound = mapObjects(dashboard, (object) => bindObject(object, new Set(inputs), binding));
  const { __inputs: _, __requires: __, ...rest } = bound as JsonObject;
  return rest;
}

function bindObject(object: JsonObject, inputs: ReadonlySet<string>, binding: Binding): JsonObject {
  if (object.type === 'datasource' && object.query === binding.type && 'name' in object) {
    return { ...object, current: { selected: true, text: binding.name, value: binding.uid } };
  }
  const asks = Array.isArray(object.targets) || 'expr' in object;
  if (!('datasource' in object)) {
    return asks && Array.isArray(object.targets) ? { ...object, datasource: sourceOf(binding) } : object;
  }
  return { ...object, datasource: bindSource(object.datasource, inputs, binding) };
}

function bindSource(source: unknown, inputs: ReadonlySet<string>, binding: Binding): unknown {
  if (source === null || source === undefined) {
    return sourceOf(binding);
  }
  const uid = isObject(source) ? textOf(source.uid) : textOf(source);
  const [, input] = INPUT.exec(uid ?? '') ?? [];
  return input !== undefined && inputs.has(input) ? sourceOf(binding) : source;
}

function sourceOf({ type, uid }: Binding): JsonObject {
  return { type, uid };
}

/** The uids of data sources that a dashboard names outright. */
export function namedSources(dashboard: JsonObject): string[] {
  const uids = new Set<string>();
  mapObjects(dashboard, (object) => {
    const uid = isObject(object.datasource) ? textOf(object.datasource.uid) : undefined;
    if (
      uid !== undefined &&
      !uid.includes('$') &&
      !uid.startsWith('-- ') &&
      uid !== 'grafana' &&
      uid !== ''
    ) {
      uids.add(uid);
    }
    return object;
  });
  return [...uids].sort();
}
