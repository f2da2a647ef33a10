import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file, or why it cannot be read. */
export type TextFile =
  { readonly path: string; readonly text: string } | { readonly path: string; readonly complaint: string };

/** A file of UTF-8. */
export function readText(path: string): TextFile {
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    return { path, complaint: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Files as they are, and of folders all that are called as manifests are, in a stable order. */
export function manifestTexts(path: string): TextFile[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return [readText(path)];
  }
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ya?ml|json)$/.test(file))
    .sort();
  return files.length === 0
    ? [{ path, complaint: 'has no file that is called as manifests are: *.yaml, *.yml, *.json' }]
    : files.map((file) => readText(join(path, file)));
}
