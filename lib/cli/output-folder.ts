import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './failure';

/** Names the files that an import wrote, so that the next one may replace them. No tool takes it for a manifest. */
const LIST = '.cdk8s-prometheus-import';

/** @throws {UsageError} where the folder has something in it that an import did not write */
export function checkFolder(folder: string, force: boolean): void {
  const foreign = force ? [] : foreignFiles(folder);
  if (foreign.length > 0) {
    const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : '';
    throw new UsageError(
      `${folder} has files in it that are not of an import: ${foreign.slice(0, 3).join(', ')}${more}; --force writes beside them`,
    );
  }
}

/**
 * Writes files into a folder, in place of those of the import before. They are written beside it first, and moved when all of
 * them are there.
 *
 * @returns their paths
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): string[] {
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const names = [...files.keys()].sort();
  const temporary = mkdtempSync(`${target}.import-`);
  try {
    for (const [name, content] of [...files, [LIST, `${names.join('\n')}\n`] as const]) {
      mkdirSync(dirname(join(temporary, name)), { recursive: true });
      writeFileSync(join(temporary, name), content);
    }
    const foreign = foreignFiles(folder);
    for (const name of listed(folder)) {
      rmSync(join(target, name), { force: true });
    }
    if (foreign.length === 0) {
      rmSync(target, { recursive: true, force: true });
      renameSync(temporary, target);
    } else {
      for (const name of [...names, LIST]) {
        mkdirSync(dirname(join(target, name)), { recursive: true });
        renameSync(join(temporary, name), join(target, name));
      }
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return names.map((name) => join(folder, name));
}

/** Files that no import has written. */
function foreignFiles(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const own = new Set([...listed(folder), LIST]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'x').length - 1))
    .filter((name) => !own.has(name))
    .sort();
}

function listed(folder: string): string[] {
  const list = join(folder, LIST);
  return existsSync(list)
    ? readFileSync(list, 'utf8')
        .split('\n')
        .filter((name) => name !== '')
    : [];
}
