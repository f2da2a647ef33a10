import { isPlainObject } from '../native';
import type { Where } from '../problems';
import { checkKubernetesLabels, checkNamespaceName, isDnsLabel, nearest } from '../values';
import { DEFINITION_FIELDS, type ClusterDefinition } from './definition';
import type { ListedCluster, PlaceOf } from './source';

/**
 * Reads clusters, all of them: what is wrong is reported at its place, and that cluster left out.
 *
 * @param others that have their names and labels already
 */
export function readClusters<Values extends object>(
  where: Where,
  listed: readonly ListedCluster[],
  others: readonly ClusterDefinition[] = [],
): Array<ClusterDefinition<Values>> {
  const taken = new Taken(others);
  return listed.flatMap(({ definition, place }) => {
    const at: PlaceOf = (_, ...keys) => place(where, ...keys);
    const read = checkDefinition(where, definition, at);
    return read !== undefined && taken.isNew(where, read, at) ? [read as ClusterDefinition<Values>] : [];
  });
}

function checkDefinition(where: Where, given: unknown, at: PlaceOf): ClusterDefinition | undefined {
  if (!isPlainObject(given)) {
    at(where).error({
      code: 'shape',
      value: given,
      complaint: 'is not a cluster',
      remedy: "A cluster has at least a name: `{ name: 'eu-1' }`.",
    });
    return undefined;
  }
  const fields = given;
  const unknown = Object.keys(fields).filter((field) => !DEFINITION_FIELDS.some((known) => known === field));
  unknown.forEach((field) => {
    const meant = nearest(field, DEFINITION_FIELDS);
    at(where, field).error({
      code: 'unknown-field',
      value: fields[field],
      complaint: 'is no field that is known here',
      remedy:
        meant !== undefined
          ? `Did you mean \`${meant}\`?`
          : `There are: ${DEFINITION_FIELDS.join(', ')}. What is your own belongs into \`values\`.`,
    });
  });
  const sound = [
    checkName(where, fields.name, at),
    checkClusterLabel(where, fields.clusterLabel, at),
    checkMap(where, 'labels', fields.labels, at),
    checkMap(where, 'values', fields.values, at),
    checkNamespace(where, fields.namespace, at),
  ];
  if (sound[2] === true) {
    checkKubernetesLabels(at(where, 'labels'), fields.labels as Record<string, string> | undefined);
  }
  return sound.includes(false) || unknown.length > 0 ? undefined : (given as unknown as ClusterDefinition);
}

function checkName(where: Where, name: unknown, at: PlaceOf): boolean {
  if (typeof name === 'string' && isDnsLabel(name)) {
    return true;
  }
  at(where, 'name').error({
    code: name === undefined ? 'incomplete' : 'invalid-name',
    ...(name === undefined ? {} : { value: name }),
    complaint: name === undefined ? 'is missing' : 'is not the name of a cluster',
    remedy:
      'Use lower-case letters, digits and dashes, at most 63 characters, beginning and ending with a letter or digit.',
  });
  return false;
}

function checkClusterLabel(where: Where, label: unknown, at: PlaceOf): boolean {
  if (label === undefined || (typeof label === 'string' && label !== '')) {
    return true;
  }
  at(where, 'clusterLabel').error({
    code: 'shape',
    value: label,
    complaint: 'is not the value of a label',
    remedy: 'Write a text, or leave it out: then it is the name.',
  });
  return false;
}

function checkNamespace(where: Where, namespace: unknown, at: PlaceOf): boolean {
  if (namespace !== undefined) {
    checkNamespaceName(at(where, 'namespace'), namespace);
  }
  return namespace === undefined || (typeof namespace === 'string' && isDnsLabel(namespace));
}

function checkMap(where: Where, field: 'labels' | 'values', value: unknown, at: PlaceOf): boolean {
  if (value === undefined || isPlainObject(value)) {
    return true;
  }
  at(where, field).error({ code: 'shape', value, complaint: 'is not an object' });
  return false;
}

/** The names and labels of the clusters before. */
class Taken {
  private readonly names: Set<string>;
  private readonly labels: Map<string, string>;

  constructor(others: readonly ClusterDefinition[]) {
    this.names = new Set(others.map(({ name }) => name));
    this.labels = new Map(others.map(({ name, clusterLabel = name }) => [clusterLabel, name]));
  }

  /** Reports a name or a label that another cluster has. */
  isNew(where: Where, { name, clusterLabel = name }: ClusterDefinition, at: PlaceOf): boolean {
    if (this.names.has(name)) {
      at(where, 'name').error({
        code: 'duplicate',
        value: name,
        complaint: 'is the name of another cluster of the fleet',
        remedy: 'Each cluster is listed once; give one of the two another name.',
      });
      return false;
    }
    this.names.add(name);
    const other = this.labels.get(clusterLabel);
    if (other !== undefined) {
      at(where, 'clusterLabel').error({
        code: 'duplicate',
        value: clusterLabel,
        complaint: `is the label of the cluster "${other}" as well: nobody could tell their samples apart`,
        remedy: 'Give one of the two another `clusterLabel`.',
      });
      return false;
    }
    this.labels.set(clusterLabel, name);
    return true;
  }
}
