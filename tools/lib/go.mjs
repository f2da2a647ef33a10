/** The Go toolchain of this machine, run so that it changes nothing in the repository. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compareVersions, VERSION } from './version.mjs';

const run = promisify(execFile);

/** Bytes; a first build names every module that it downloads. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** A command of go that failed, with what it said last. */
export class GoError extends Error {
  name = 'GoError';

  constructor(command, output) {
    super(`go ${command} failed:\n${lastLines(output)}`);
  }
}

/**
 * Runs go in a module's folder, and returns what it printed.
 *
 * Settings go into the environment because that wins over what a user's `go env -w` says.
 *
 * @param {string} command such as "mod download"
 * @param {string[]} args
 * @param {string} folder
 * @throws {GoError}
 */
export async function go(command, args, folder) {
  const env = {
    ...process.env,
    CGO_ENABLED: '0', // static programs, no C compiler needed
    GOFLAGS: '-mod=readonly', // go.mod and go.sum are the pin: an incomplete one is an error
    GOTOOLCHAIN: 'local', // no download of another Go behind the user's back
    GOWORK: 'off', // a go.work further up is not ours
  };
  try {
    const { stdout } = await run('go', [...command.split(' '), ...args], {
      cwd: folder,
      env,
      maxBuffer: MAX_OUTPUT,
    });
    return stdout;
  } catch (error) {
    throw new GoError(command, error.stderr || error.stdout || error.message);
  }
}

/** @type {Promise<{ version: string, id: string } | undefined> | undefined} */
let toolchain;

/** Version (`1.26.8`) and identity (`go version go1.26.8 linux/amd64`) of Go; undefined where there is none. */
export function goToolchain() {
  toolchain ??= go('version', [], '.').then(
    (line) => ({ version: VERSION.exec(line)?.[0] ?? '0', id: line.trim() }),
    () => undefined,
  );
  return toolchain;
}

/**
 * A program's go.mod and go.sum.
 *
 * @param {import('./catalogue.mjs').Program} program
 * @throws {Error} where go.mod pins another version than `programs.json` says
 */
export async function readPin({ folder, module, moduleVersion }) {
  const [goMod, goSum] = await Promise.all(
    ['go.mod', 'go.sum'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  const required = goMod
    .split('\n')
    .map((line) =>
      line
        .replace(/^require /, '')
        .trim()
        .split(' '),
    )
    .find(([path, version]) => path === module && version)?.[1];
  if (required !== moduleVersion) {
    throw new Error(
      `tools/programs.json says ${module} ${moduleVersion}, but ` +
        `${join(folder, 'go.mod')} requires ${required}: make them agree`,
    );
  }
  return { goMod, goSum };
}

/**
 * The folder of a module's sources in Go's module cache, downloaded if need be.
 *
 * @param {string} folder of the go.mod and go.sum that pin it
 */
export async function moduleFolder(folder, module, moduleVersion) {
  return JSON.parse(await go('mod download', ['-json', `${module}@${moduleVersion}`], folder)).Dir;
}

/** Why this Go cannot build a module, or undefined where it can. */
export function tooOld(toolchain, goMod) {
  const needed = /^go (\S+)$/m.exec(goMod)[1];
  return compareVersions(toolchain.version, needed) < 0
    ? `needs Go ${needed} or newer, this is ${toolchain.version}`
    : undefined;
}

function lastLines(output, count = 15) {
  return output
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n');
}
