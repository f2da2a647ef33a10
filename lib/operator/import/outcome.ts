import type { OperatorObject, OtherObject } from '../object';

/** What becomes of an object of the input. */
export type Fate =
  /** It is made into objects of ours, or selected by what is. */
  | 'converted'
  /** It is written as it is. */
  | 'passed'
  /** An object of ours has its name, and takes its place. */
  | 'replaced'
  /** It is written by nobody any more. */
  | 'left-out';

/** An object of the input, and what becomes of it. */
export interface Outcome {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;

  /** File and line. */
  readonly source: string;
  readonly fate: Fate;

  /** Why, where that is not plain. */
  readonly reason?: string;
}

export function outcomeOfResource(
  { kind, metadata, source }: OperatorObject,
  fate: Fate,
  reason?: string,
): Outcome {
  return {
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
    source: `${source.file}:${source.line([])}`,
    fate,
    ...(reason === undefined ? {} : { reason }),
  };
}

export function outcomeOfOther({ manifest, source }: OtherObject, fate: Fate, reason?: string): Outcome {
  const { kind, metadata } = manifest;
  return {
    kind,
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    name: metadata.name,
    source: `${source.file}:${source.line([])}`,
    fate,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** `ServiceMonitor shop/checkout`. */
export function describeOutcome({ kind, namespace, name }: Outcome): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
