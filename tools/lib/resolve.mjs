/** Finds programs: named by the user, on PATH, built before, or built now. */

import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, resolve } from 'node:path';
import { buildProgram } from './build.mjs';
import { cachedPath } from './cache.mjs';
import { selectPrograms } from './catalogue.mjs';
import { askVersion, isExecutable } from './executable.mjs';
import { goToolchain, readPin, tooOld } from './go.mjs';
import { withLock } from './lock.mjs';
import { withProgress } from './progress.mjs';
import { sameMinor } from './version.mjs';

/** @typedef {import('./catalogue.mjs').Program} Program */

/**
 * Where a program is (`path`), where it would be once built (`buildTo`), or why it cannot be had (`reason`).
 *
 * @typedef {{ source: 'environment' | 'PATH' | 'cache', path: string }
 *   | { source: 'build', buildTo: string }
 *   | { source: 'missing', reason: string }} Location
 */

/**
 * Finds the programs that `names` name, and builds those that are not there yet.
 *
 * @param {readonly string[]} names of programs, or of groups of them
 * @returns {Promise<{ found: Record<string, string>, missing: { name: string, reason: string }[] }>}
 *   the path of each by name, and why there is none of the others
 * @throws {RangeError} where a name is not known
 */
export async function resolvePrograms(names) {
  const found = {};
  const missing = [];
  for (const program of selectPrograms(names)) {
    const location = await provideProgram(program);
    if (location.source === 'missing') {
      missing.push({ name: program.name, reason: location.reason });
    } else {
      found[program.name] = location.path;
    }
  }
  return { found, missing };
}

/**
 * Where to take a program from, without building anything.
 *
 * @param {Program} program
 * @returns {Promise<Location>}
 */
export async function locateProgram(program) {
  return (await fromEnvironment(program)) ?? (await fromPath(program)) ?? (await fromSources(program));
}

/** @returns {Promise<Location>} which is never of source `build` */
async function provideProgram(program) {
  const location = await locateProgram(program);
  if (location.source !== 'build') return location;
  const path = location.buildTo;
  const what = `${program.name} ${program.version}`;
  try {
    await withProgress(what, (note) => buildOnce(program, path, note));
    return { source: 'cache', path };
  } catch (error) {
    return { source: 'missing', reason: `building ${what} failed: ${error.message}` };
  }
}

/** Builds a program unless another process, waited for, has just done so. */
async function buildOnce(program, path, note) {
  await mkdir(dirname(path), { recursive: true });
  const build = async () => {
    if (!(await isExecutable(path))) await buildProgram(program, path);
  };
  await withLock(`${path}.lock`, build, (owner) => note(`waiting for process ${owner}, which builds it`));
}

/** What the user names is taken as it is, whatever its version; if it is no program, that is said, not passed over. */
async function fromEnvironment({ env }) {
  const named = process.env[env];
  if (!named) return undefined;
  const path = resolve(named);
  return (await isExecutable(path))
    ? { source: 'environment', path }
    : { source: 'missing', reason: `${env} is "${named}", which is not an executable file` };
}

async function fromPath({ executable, version, versionArguments }) {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = resolve(folder, executable);
    if (!(await isExecutable(path))) continue;
    const said = await askVersion(path, versionArguments);
    return said && sameMinor(said, version) ? { source: 'PATH', path } : undefined;
  }
  return undefined;
}

async function fromSources(program) {
  const toolchain = await goToolchain();
  const instead = `or set ${program.env} to the path of ${program.executable} ${program.version}`;
  if (!toolchain) {
    return { source: 'missing', reason: `there is no Go to build it with: install Go, ${instead}` };
  }
  const pin = await readPin(program);
  const path = cachedPath(program, pin, toolchain);
  if (await isExecutable(path)) return { source: 'cache', path };
  const old = tooOld(toolchain, pin.goMod);
  return old
    ? { source: 'missing', reason: `${old}: update Go, ${instead}` }
    : { source: 'build', buildTo: path };
}
