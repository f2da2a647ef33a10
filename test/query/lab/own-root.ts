import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Brings a program into a folder, which then is all that it sees; the process stays the same. */
const SCRIPT =
  'program=$1 root=$2 path=$3; shift 3; mount --bind "$program" "$root$path" && exec chroot "$root" "$path" "$@"';

/** What runs a program with a folder of this machine as its root. Our programs are static: they need nothing else in it. */
export async function inRoot(
  root: string,
  [program = '', ...args]: readonly string[],
): Promise<readonly string[]> {
  const path = `/bin/${basename(program)}`;
  await Promise.all(['bin', 'tmp'].map((folder) => mkdir(join(root, folder), { recursive: true })));
  await writeFile(join(root, path), '');
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', SCRIPT, 'sh', program, root, path, ...args];
}

/** Why programs cannot have roots of their own on this machine; undefined where they can. */
export function missingRoots(): string | undefined {
  try {
    execFileSync('unshare', ['--map-root-user', '--mount', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'no namespaces for users and mounts';
  }
}
