import type { Problem } from '../../problems';
import { nearest } from '../../values';
import type { OperatorKind, OperatorObject, OtherObject, PlainManifest } from '../object';
import { apiVersions, GROUP, isObject, isOperatorKind, OPERATOR_KINDS, unknownField } from '../schema';
import { KUSTOMIZE_GROUP } from './foreign';
import type { Found } from './found';
import { readMetadata } from './metadata';
import { report } from './report';
import { knownFields } from './known-fields';
import { checkSpec } from './schema-problems';
import { warnOfUnusual } from './unusual';

export type ReadObject =
  | { readonly of: 'operator'; readonly object: OperatorObject }
  | { readonly of: 'other'; readonly object: OtherObject };

/** Groups in which others serve the operator's API under their own names. */
const COPIES = new Set(['azmonitoring.coreos.com', 'monitoring.rhobs']);

/** Says what an object is, and holds it against what is known of that; undefined where it is wrong. */
export function readObject(
  found: Found,
  defaultNamespace: string,
  problems: Problem[],
): ReadObject | undefined {
  const { apiVersion, kind } = found.object;
  const typed = [
    checkText(found, 'apiVersion', apiVersion, problems),
    checkText(found, 'kind', kind, problems),
  ].every(Boolean);
  if (!typed) {
    return undefined;
  }
  const [version, name] = [apiVersion as string, kind as string];
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
  if (group === GROUP) {
    return isKnown(found, version, name, problems)
      ? readOperatorObject(found, version, name as OperatorKind, defaultNamespace, problems)
      : undefined;
  }
  return readOther(found, group, name, problems);
}

/** Fields that an object has beside its metadata. */
const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

function readOperatorObject(
  found: Found,
  apiVersion: string,
  kind: OperatorKind,
  defaultNamespace: string,
  problems: Problem[],
): ReadObject | undefined {
  const own: Problem[] = [];
  for (const [field, value] of Object.entries(found.object)) {
    if (!FIELDS.includes(field)) {
      report(own, found, [field], 'error', { code: 'unknown-field', value, ...unknownField(field, FIELDS) });
    }
  }
  const metadata = readMetadata(found, defaultNamespace, own);
  const { spec } = found.object;
  if (spec === undefined || spec === null) {
    report(own, found, ['spec'], 'error', { code: 'required', complaint: 'is missing' });
  }
  const unknown = spec === undefined || spec === null ? [] : checkSpec(found, apiVersion, kind, own);
  for (const problem of [own, unusual(found, own)].flat()) {
    problems.push(problem); // one by one: there may be more than a call takes
  }
  const wrong = own.some(({ severity, code }) => severity === 'error' && code !== 'unknown-field');
  return wrong || metadata === undefined || !isObject(spec)
    ? undefined
    : {
        of: 'operator',
        object: { apiVersion, kind, metadata, spec: knownFields(spec, unknown), source: found },
      };
}

/** Warnings of spellings, but for values that are errors already. */
function unusual(found: Found, errors: readonly Problem[]): Problem[] {
  const warnings: Problem[] = [];
  warnOfUnusual(found, warnings);
  const wrong = new Set(errors.map(({ field }) => field));
  return warnings.filter(({ field }) => !wrong.has(field));
}

function readOther(found: Found, group: string, kind: string, problems: Problem[]): ReadObject | undefined {
  const { metadata } = found.object;
  if (group === KUSTOMIZE_GROUP) {
    report(problems, found, [], 'warning', {
      code: 'passed-over',
      complaint: 'is read by kustomize only, and is passed over',
      remedy: 'Give what `kustomize build` makes of it.',
    });
    return undefined;
  }
  if (isOperatorKind(kind) && (group === '' || COPIES.has(group))) {
    report(problems, found, ['apiVersion'], 'error', {
      code: 'api-version',
      value: found.object.apiVersion,
      complaint: `is not the API that ${kind} is in`,
      remedy: `Write ${apiVersions(kind).join(' or ')}.`,
    });
    return undefined;
  }
  if (!isObject(metadata) || typeof metadata.name !== 'string') {
    report(problems, found, ['metadata', 'name'], 'error', {
      code: 'required',
      complaint: 'is missing, or is no text',
      remedy: 'Give the object a name, or leave out a file that is not for the API of Kubernetes.',
    });
    return undefined;
  }
  return { of: 'other', object: { manifest: found.object as PlainManifest, source: found } };
}

function checkText(found: Found, field: string, value: unknown, problems: Problem[]): boolean {
  if (typeof value === 'string' && value !== '') {
    return true;
  }
  report(problems, found, [field], 'error', {
    code: 'required',
    ...(value === undefined ? {} : { value }),
    complaint: value === undefined ? 'is missing' : 'is not text',
    remedy:
      'Every object of Kubernetes says its apiVersion and kind; leave out files that are not manifests.',
  });
  return false;
}

/** Whether the operator's API has that kind, in that version. */
function isKnown(found: Found, apiVersion: string, kind: string, problems: Problem[]): boolean {
  if (!isOperatorKind(kind)) {
    const near = nearest(kind, OPERATOR_KINDS);
    report(problems, found, ['kind'], 'error', {
      code: 'kind',
      value: kind,
      complaint: `is not a kind of ${GROUP}`,
      remedy: near === undefined ? `There is: ${OPERATOR_KINDS.join(', ')}.` : `Did you mean "${near}"?`,
    });
    return false;
  }
  const versions = apiVersions(kind);
  if (!versions.includes(apiVersion)) {
    report(problems, found, ['apiVersion'], 'error', {
      code: 'api-version',
      value: apiVersion,
      complaint: `is not a version that ${kind} has`,
      remedy: `Write ${versions.join(' or ')}.`,
    });
    return false;
  }
  return true;
}
