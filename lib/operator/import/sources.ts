import type { Problem } from '../../problems';
import type { Converted } from '../convert';
import type { OperatorObject } from '../object';

/** What was converted, by the paths of the constructs that were made of it. */
export type Origins = ReadonlyMap<string, Converted>;

/** Where the native part of a configuration stands in the props of an Alertmanager. */
const NATIVE = 'config.alertmanagerYaml';

/** A problem of a construct as one of the object that it was made of: with file and line. */
export function atSource(problem: Problem, origins: Origins): Problem {
  const base = origins.get(problem.path)?.base;
  return base !== undefined && problem.field?.startsWith(NATIVE) === true
    ? inBase(problem, base)
    : inObject(problem, origins);
}

/** In the Secret or the file that a configuration was read from. */
function inBase({ field, ...problem }: Problem, { path, subject }: NonNullable<Converted['base']>): Problem {
  const inner = field?.slice(NATIVE.length + 1) ?? '';
  return { ...problem, path, subject, ...(inner === '' ? {} : { field: inner }) };
}

function inObject(problem: Problem, origins: Origins): Problem {
  // `serviceMonitor "checkout" (monitoring/ServiceMonitor.shop.checkout)` is what a Prometheus says of a monitor.
  const inner = /\(([^()]+)\)$/.exec(problem.subject ?? '')?.[1];
  const owner = origins.get(problem.path)?.object;
  const object = (inner === undefined ? undefined : origins.get(inner)?.object) ?? owner;
  if (object === undefined) {
    return problem;
  }
  const { subject, field: prop, ...rest } = problem;
  // The only prop that is called otherwise than its field, as a whole.
  const field =
    object.kind === 'Alertmanager' ? prop?.replace(/^config(?=\.)/, 'alertmanagerConfiguration') : prop;
  const keys = field === undefined ? [] : ['spec', ...keysOf(field)];
  return {
    ...rest,
    path: `${object.source.file}:${object.source.line(keys)}`,
    subject: named(object) + (owner === undefined || owner === object ? '' : ` for ${named(owner)}`),
    ...(field === undefined ? {} : { field: `spec.${field}` }),
    // A subject that is no object of the input is a part of one.
    complaint:
      subject === undefined || inner !== undefined ? rest.complaint : `(${subject}) ${rest.complaint}`,
  };
}

function named({ kind, metadata }: OperatorObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** The keys of a field such as `endpoints[1].port`. */
function keysOf(field: string): Array<string | number> {
  return [...field.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? '') : Number(index),
  );
}
