import { appliedBytes } from './applied-bytes';
import type { Manifest } from './manifest';
import { SLOT_CAPACITY } from './slots';

/** Where an object goes and what it is labelled with. */
export interface ObjectPlace {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A ConfigMap. Without `data` it is one that others populate: applying it again touches none of their keys. */
export function configMap(
  { namespace, labels }: ObjectPlace,
  name: string,
  data?: Readonly<Record<string, string>>,
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels: { ...labels } },
    ...(data === undefined ? {} : { data }),
  };
}

/** Whether the data fits into a ConfigMap that every way to apply can handle. */
export function fitsConfigMap(data: Readonly<Record<string, string>>): boolean {
  return appliedBytes(data) <= SLOT_CAPACITY;
}
