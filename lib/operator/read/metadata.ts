import type { Problem } from '../../problems';
import { isDnsLabel, isDnsSubdomain } from '../../values';
import type { ObjectMetadata } from '../object';
import { isObject, unknownField, type PlainObject } from '../schema';
import type { Found } from './found';
import { report } from './report';
import { notText } from './spelling';

/** What Kubernetes has in `metadata`, those included that it fills in itself. */
const FIELDS = [
  'annotations',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'labels',
  'managedFields',
  'name',
  'namespace',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** Reads the metadata of an object of the operator's; undefined where something in it is wrong. */
export function readMetadata(
  found: Found,
  defaultNamespace: string,
  problems: Problem[],
): ObjectMetadata | undefined {
  const before = problems.length;
  const metadata = found.object.metadata;
  if (!isObject(metadata)) {
    report(problems, found, ['metadata', 'name'], 'error', nameMissing({}));
    return undefined;
  }
  for (const [field, value] of Object.entries(metadata)) {
    if (!FIELDS.includes(field)) {
      report(problems, found, ['metadata', field], 'error', {
        code: 'unknown-field',
        value,
        ...unknownField(field, FIELDS),
      });
    }
  }
  const name = readName(found, metadata, problems);
  const namespace = readNamespace(found, metadata, defaultNamespace, problems);
  const labels = readTexts(found, metadata, 'labels', problems);
  const annotations = readTexts(found, metadata, 'annotations', problems);
  return problems.length === before ? { name, namespace, labels, annotations } : undefined;
}

function readName(found: Found, metadata: PlainObject, problems: Problem[]): string {
  const { name } = metadata;
  if (name === undefined || name === null || name === '') {
    report(problems, found, ['metadata', 'name'], 'error', nameMissing(metadata));
  } else if (typeof name !== 'string') {
    report(problems, found, ['metadata', 'name'], 'error', notText(name, found.plain(['metadata', 'name'])));
  } else if (!isDnsSubdomain(name)) {
    report(problems, found, ['metadata', 'name'], 'error', {
      code: 'value',
      value: name,
      complaint: 'is not a name that Kubernetes takes',
      remedy: 'Use small letters, digits, "-" and ".", at most 253, with a letter or digit at both ends.',
    });
  } else {
    return name;
  }
  return '';
}

function readNamespace(
  found: Found,
  { namespace }: PlainObject,
  defaultNamespace: string,
  problems: Problem[],
): string {
  if (namespace === undefined || namespace === null || namespace === '') {
    return defaultNamespace;
  }
  const path = ['metadata', 'namespace'];
  if (typeof namespace !== 'string') {
    report(problems, found, path, 'error', notText(namespace, found.plain(path)));
  } else if (!isDnsLabel(namespace)) {
    report(problems, found, path, 'error', {
      code: 'value',
      value: namespace,
      complaint: 'is not the name of a namespace',
      remedy: 'Use small letters, digits and "-", at most 63, with a letter or digit at both ends.',
    });
  } else {
    return namespace;
  }
  return defaultNamespace;
}

/** Labels and annotations: every value is text. */
function readTexts(
  found: Found,
  metadata: PlainObject,
  field: 'labels' | 'annotations',
  problems: Problem[],
): Record<string, string> {
  const given = metadata[field] ?? {};
  if (!isObject(given)) {
    report(problems, found, ['metadata', field], 'error', {
      code: 'type',
      value: given,
      complaint: 'is not an object',
    });
    return {};
  }
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'string') {
      texts[key] = value;
    } else {
      const path = ['metadata', field, key];
      report(problems, found, path, 'error', notText(value, found.plain(path)));
    }
  }
  return texts;
}

function nameMissing({ generateName }: PlainObject): { code: string; complaint: string; remedy: string } {
  return {
    code: 'required',
    complaint: 'is missing',
    remedy:
      generateName === undefined
        ? 'Give the object a name.'
        : 'Give the object a name: what `generateName` makes is another one each time.',
  };
}
