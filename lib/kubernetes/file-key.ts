import { createHash } from 'node:crypto';

/** Kubernetes' limit for keys of ConfigMaps, less the index of a slot. */
const LONGEST = 253 - '000.'.length;

/**
 * The name of a file that belongs to an object: `<namespace>_<name>.yaml`. Names of objects have no
 * underscore, so no two objects share a file. Too long a name is cut, with a digest for what is lost.
 */
export function fileKey(...parts: readonly string[]): string {
  const stem = parts.join('_');
  const extension = '.yaml';
  if (stem.length + extension.length <= LONGEST) {
    return stem + extension;
  }
  const digest = createHash('sha256').update(stem).digest('hex').slice(0, 8);
  return `${stem.slice(0, LONGEST - extension.length - digest.length - 1)}_${digest}${extension}`;
}
