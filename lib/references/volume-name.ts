import { createHash } from 'node:crypto';

/** Kubernetes' limit for names of volumes. */
const LONGEST = 63;

/**
 * The volume of a Secret or ConfigMap. Their names may have dots and 253 characters, those of volumes may
 * not: where something must be cut a digest of the whole name keeps them apart.
 */
export function volumeName(kind: string, name: string): string {
  const plain = `${kind.toLowerCase()}-${name}`;
  if (plain.length <= LONGEST && !plain.includes('.')) {
    return plain;
  }
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, 8);
  return `${plain.replaceAll('.', '-').slice(0, LONGEST - digest.length - 1)}-${digest}`;
}
