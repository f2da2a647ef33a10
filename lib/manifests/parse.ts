import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../kubernetes';

/** A file that cannot be read as manifests. */
export class ManifestError extends Error {
  constructor(
    readonly file: string,
    readonly complaint: string,
  ) {
    super(`${file}: ${complaint}`);
    this.name = 'ManifestError';
  }
}

/**
 * The API objects of a file in YAML or JSON; those of a `List` one by one.
 *
 * @param file for messages
 * @throws {ManifestError} where it is no YAML, or has something else than API objects in it
 */
export function parseManifests(text: string, file: string): Manifest[] {
  return parseDocuments(text, file).map((object) => {
    if (!isManifest(object)) {
      const shown = JSON.stringify(object).slice(0, 120);
      throw new ManifestError(file, `has something in it that is no API object: ${shown}`);
    }
    return object;
  });
}

/**
 * As {@link parseManifests}, but passes over what is no API object: a `kustomization.yaml` or the values of a
 * chart beside the manifests.
 */
export function findManifests(text: string, file: string): Manifest[] {
  return parseDocuments(text, file).filter(isManifest);
}

/**
 * Reads YAML as Prometheus and Kubernetes do: version 1.1 (`yes` is true), but JSON is made of it, which has no
 * dates.
 *
 * @throws {ManifestError} where it is no YAML
 */
export function parseDocuments(text: string, file: string): unknown[] {
  return parseAllDocuments(text, { version: '1.1', customTags: withoutTimes })
    .map((document) => {
      const [error] = document.errors;
      if (error !== undefined) {
        throw new ManifestError(file, error.message);
      }
      return document.toJS() as unknown;
    })
    .filter((object) => object !== null)
    .flatMap((object): readonly unknown[] => (isList(object) ? object.items : [object]));
}

/** Go's YAML knows no numbers to the base of 60 either: `start_time: 09:00` is a text. */
function withoutTimes<T>(tags: readonly T[]): T[] {
  return tags.filter((each) => {
    const { tag, format } = each as { readonly tag?: string; readonly format?: string };
    return tag?.endsWith('timestamp') !== true && format !== 'TIME';
  });
}

function isList(object: unknown): object is { readonly items: readonly unknown[] } {
  const { kind, items } = object as { kind?: unknown; items?: unknown };
  return kind === 'List' && Array.isArray(items);
}

function isManifest(object: unknown): object is Manifest {
  const { apiVersion, kind, metadata } = (object ?? {}) as Partial<Manifest>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}
