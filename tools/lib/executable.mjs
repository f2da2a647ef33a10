/** Executable files. */

import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { VERSION } from './version.mjs';

const run = promisify(execFile);

/** Whether `path` is a file that may be run. */
export async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/**
 * The version that an executable says it has; undefined where it does not run, or does not say.
 *
 * @param {string} path
 * @param {readonly string[]} versionArguments
 */
export async function askVersion(path, versionArguments) {
  try {
    const { stdout, stderr } = await run(path, versionArguments, { timeout: 10_000 });
    return VERSION.exec(stdout + stderr)?.[0];
  } catch {
    return undefined;
  }
}
