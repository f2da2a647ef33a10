/** Where built programs are kept: outside the repository, so that every clone and branch shares them. */

import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { buildFlags } from './build.mjs';

/** The folder of all built programs. */
function cacheFolder() {
  const { CDK8S_PROMETHEUS_CACHE, XDG_CACHE_HOME } = process.env;
  const userCache = XDG_CACHE_HOME || join(homedir(), '.cache');
  return resolve(CDK8S_PROMETHEUS_CACHE || join(userCache, 'cdk8s-prometheus'), 'programs');
}

/**
 * Where a program is, or would be, in the cache.
 *
 * The folder's name covers all that decides on the program's bytes, so nothing in the cache is ever out of date;
 * it starts with words for those who clear it by hand.
 *
 * @param {import('./catalogue.mjs').Program} program
 * @param {{ goMod: string, goSum: string }} pin
 * @param {{ id: string }} toolchain
 */
export function cachedPath(program, { goMod, goSum }, toolchain) {
  const key = createHash('sha256')
    .update(JSON.stringify([goMod, goSum, toolchain.id, buildFlags(program), program.stubs]))
    .digest('hex');
  const folder = `${basename(program.folder)}-${program.version}-${key.slice(0, 16)}`;
  return join(cacheFolder(), folder, program.executable);
}
