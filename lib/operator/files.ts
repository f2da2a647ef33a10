import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from './read';

/** A path that cannot be read. */
export class PathError extends Error {
  constructor(
    readonly path: string,
    readonly complaint: string,
  ) {
    super(`${path}: ${complaint}`);
    this.name = 'PathError';
  }
}

/**
 * The files of manifests at the given paths: files as they are, and of folders all that are called as manifests are, in a
 * stable order.
 *
 * @throws {PathError} where there is none
 */
export function readFiles(paths: readonly string[]): InputFile[] {
  const names = [...new Set(paths.flatMap(filesOf))];
  return names.map((path) => ({ path, content: readFileSync(path) }));
}

function filesOf(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new PathError(path, 'there is no such file or folder');
  }
  if (!stat.isDirectory()) {
    return [path];
  }
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ya?ml|json)$/.test(file))
    .sort()
    .map((file) => join(path, file));
  if (files.length === 0) {
    throw new PathError(path, 'has no file that is called as manifests are: *.yaml, *.yml, *.json');
  }
  return files;
}
