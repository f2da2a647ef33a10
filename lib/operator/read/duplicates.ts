import type { Problem } from '../../problems';
import { isObject } from '../schema';
import type { Found } from './found';
import { report } from './report';

/** Reports objects that are there twice: one would overwrite the other in the cluster. */
export function reportDuplicates(
  found: readonly Found[],
  defaultNamespace: string,
  problems: Problem[],
): void {
  const first = new Map<string, Found>();
  for (const each of found) {
    const id = identity(each, defaultNamespace);
    const earlier = id === undefined ? undefined : first.get(id);
    if (id !== undefined && earlier === undefined) {
      first.set(id, each);
    } else if (earlier !== undefined) {
      report(problems, each, ['metadata', 'name'], 'error', {
        code: 'duplicate-object',
        value: (each.object.metadata as { name: string }).name,
        complaint: `is there twice: the first is ${earlier.file}:${earlier.line([])} (document ${earlier.document})`,
        remedy: 'One would overwrite the other: leave one out, or give it another name or namespace.',
      });
    }
  }
}

/** What tells objects apart in a cluster: all versions of a kind are the same object. */
function identity({ object }: Found, defaultNamespace: string): string | undefined {
  const { apiVersion, kind, metadata } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isObject(metadata)) {
    return undefined;
  }
  const { name, namespace } = metadata;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return typeof name === 'string'
    ? JSON.stringify([
        group,
        kind,
        typeof namespace === 'string' && namespace !== '' ? namespace : defaultNamespace,
        name,
      ])
    : undefined;
}
