import type { Problem } from '../../problems';
import type { OperatorObject } from '../object';

/** Objects by the paths of the constructs that were made of them. */
export type Origins = ReadonlyMap<string, OperatorObject>;

/** A problem of a construct as one of the object that it was made of: with file and line. */
export function atSource(problem: Problem, origins: Origins): Problem {
  // `serviceMonitor "checkout" (monitoring/ServiceMonitor.shop.checkout)` is what a Prometheus says of a monitor.
  const inner = /\(([^()]+)\)$/.exec(problem.subject ?? '')?.[1];
  const owner = origins.get(problem.path);
  const object = (inner === undefined ? undefined : origins.get(inner)) ?? owner;
  if (object === undefined) {
    return problem;
  }
  const { subject, field, ...rest } = problem;
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
