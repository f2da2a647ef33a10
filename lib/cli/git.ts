import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from './failure';

/** A file as it is in a commit. */
export interface CommittedFile {
  readonly path: string;
  readonly text: string;
}

/** Whether a word names a commit of the repository that we stand in. */
export function isCommit(ref: string): boolean {
  return (
    !ref.startsWith('-') &&
    git(process.cwd(), ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]).status === 0
  );
}

/**
 * Files below a path, as they are in a commit; none where it has no such path. Nothing is checked out.
 *
 * @param wanted whether a file is to be read, by its name
 * @throws {UsageError} where git fails
 */
export function committedFiles(
  ref: string,
  path: string,
  wanted: (path: string) => boolean,
): CommittedFile[] {
  const folder = standing(resolve(path));
  const name = relative(folder, resolve(path)) || '.';
  const listed = succeed(folder, ['ls-tree', '-r', '-z', ref, '--', name]).toString();
  const entries = listed.split('\0').flatMap((line) => {
    const [, id, file] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return id === undefined || file === undefined || !(file === name || wanted(file)) ? [] : [{ id, file }];
  });
  const texts = contents(
    folder,
    entries.map(({ id }) => id),
  );
  return entries
    .map(({ file }, index) => ({
      path: `${ref}:${join(relative('.', folder), file)}`,
      text: texts[index] ?? '',
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A folder from which git can be asked for the path, which itself may not be there any more. */
function standing(path: string): string {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder || dirname(path) === path ? path : standing(dirname(path));
}

/** Each is answered by a line `<id> blob <bytes>`, the bytes, and a line end. */
function contents(folder: string, ids: readonly string[]): string[] {
  if (ids.length === 0) {
    return [];
  }
  const output = succeed(folder, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  let at = 0;
  return ids.map(() => {
    const end = output.indexOf('\n', at);
    const size = Number(output.subarray(at, end).toString().split(' ')[2]);
    at = end + 1 + size + 1;
    return output.subarray(end + 1, end + 1 + size).toString();
  });
}

function succeed(folder: string, args: readonly string[], input = ''): Buffer {
  const { status, error, stdout, stderr } = git(folder, args, input);
  if (status !== 0) {
    throw new UsageError(`git ${args[0] ?? ''} failed: ${error?.message ?? stderr.toString().trim()}`);
  }
  return stdout;
}

function git(folder: string, args: readonly string[], input = '') {
  return spawnSync('git', ['-C', folder, ...args], { input, maxBuffer: Infinity });
}
