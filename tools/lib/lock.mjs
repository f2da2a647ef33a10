/** One process at a time. */

import { lstat, readlink, rm, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than the slowest build: a lock of this age was left behind, even if its process id is in use again. */
const MAX_AGE_MS = 60 * 60 * 1000;

const RETRY_MS = 250;

/**
 * Does `work` while holding the lock at `path`, whose folder must exist.
 *
 * The lock is a symbolic link to "<pid>@<host>", which leads nowhere: it comes into being with its owner's name
 * in it, so there is no moment in which a lock has no owner. Two processes that find the same lock abandoned may
 * both end up holding it; that costs a build, but harms nothing where results are put in place by renaming.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(owner: string) => void} onWait called once, where another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(path, work, onWait) {
  let told = false;
  while (!(await claim(path))) {
    const owner = await ownerOf(path);
    if (owner === undefined) continue; // freed meanwhile
    if (await isAbandoned(path, owner)) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) onWait(owner);
    told = true;
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function claim(path) {
  try {
    await symlink(`${process.pid}@${hostname()}`, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

const ownerOf = (path) => readlink(path).catch(() => undefined);

async function isAbandoned(path, owner) {
  const made = await lstat(path).catch(() => undefined);
  if (made === undefined) return false;
  const [pid, host] = owner.split('@');
  const gone = host === hostname() && !isRunning(Number(pid));
  return gone || Date.now() - made.mtimeMs > MAX_AGE_MS;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // runs, but belongs to somebody else
  }
}
