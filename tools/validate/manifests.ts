import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An API object as it is written, with what all of them have. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

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

/** @param file for messages */
export function parseManifests(text: string, file: string): Manifest[] {
  return parseAllDocuments(text, { version: '1.1', customTags: withoutTimestamps })
    .map((document) => {
      const [error] = document.errors;
      if (error !== undefined) {
        throw new Error(`${file}: ${error.message}`);
      }
      return document.toJS() as unknown;
    })
    .filter((object) => object !== null)
    .map((object) => {
      if (!isManifest(object)) {
        throw new Error(
          `${file}: has something in it that is no API object: ${JSON.stringify(object).slice(0, 120)}`,
        );
      }
      return object;
    });
}

/** Such as `StatefulSet monitoring/prometheus-k8s`. */
export function describeManifest({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Kubernetes reads YAML 1.1 (`yes` is true), but makes JSON of it, which has no dates. */
function withoutTimestamps<T>(tags: readonly T[]): T[] {
  return tags.filter((tag) => !(tag as { tag?: string }).tag?.endsWith('timestamp'));
}

function isManifest(object: unknown): object is Manifest {
  const { apiVersion, kind, metadata } = object as Partial<Manifest>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}
