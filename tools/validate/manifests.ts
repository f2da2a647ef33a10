import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectId, type Manifest } from '../../lib/kubernetes';
import { parseManifests } from '../../lib/manifests';

export { parseManifests, type Manifest };

/** Paths of the manifests in a folder and all below it, in a stable order. */
export function manifestFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .sort()
    .map((path) => join(folder, path));
}

/** @throws where a file is no YAML, or has something else than API objects in it */
export function readManifests(files: readonly string[]): Manifest[] {
  return files.flatMap((file) => parseManifests(readFileSync(file, 'utf8'), file));
}

/** Such as `StatefulSet monitoring/prometheus-k8s`. */
export function describeManifest({ kind, metadata: { namespace, name } }: Manifest): string {
  return objectId({ kind, namespace, name });
}
