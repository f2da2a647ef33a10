import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { find, type Outcome } from './support';

/** Where the pods have their files. */
const ROOT = '/etc/alertmanager';

/** Puts the files of a pod below a directory: the configuration, and something in place of each secret. */
export function writeFiles(outcome: Outcome, directory: string): void {
  const { data } = find(outcome, 'ConfigMap', 'main');
  for (const [name, text] of Object.entries(data)) {
    write(join(directory, 'config', name), below(directory, text));
  }
  for (const [path] of (data['alertmanager.yml'] ?? '').matchAll(/\/etc\/alertmanager\/secrets\/\S+/g)) {
    write(below(directory, path), 'http://127.0.0.1:9/');
  }
}

/** The same text with the paths that hold below the directory. */
export function below(directory: string, text: string): string {
  return text.replaceAll(ROOT, directory);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
