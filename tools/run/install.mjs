/** The packages of package-lock.json: there, or installed now. */

import { existsSync, readFileSync } from 'node:fs';
import { capture, ROOT, secondsSince } from './process.mjs';

/** @returns {Promise<boolean>} false where they could not be installed; the reason has been printed */
export async function ensurePackages() {
  if (isInstalled()) return true;
  const started = Date.now();
  console.log('installing the packages of package-lock.json (npm ci) …');
  const { code, output } = await capture(['npm', 'ci', '--no-audit', '--no-fund']);
  if (code === 0) console.log(`installed in ${secondsSince(started)}`);
  else console.error(`${output}npm ci failed (exit code ${code})`);
  return code === 0;
}

/**
 * Compares what npm noted down as installed with what is locked. A developer who has run `npm install`
 * is left alone, and so is one who has pulled a change that has nothing to do with packages.
 */
function isInstalled() {
  const installed = readLock('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  const locked = readLock('package-lock.json') ?? {};
  const paths = Object.keys({ ...locked, ...installed }).filter((path) => path !== '');
  return paths.every((path) => fits(locked[path], installed[path]));
}

function fits(locked, installed) {
  if (locked === undefined) return false;
  // Optional ones are missing where they are made for another platform.
  if (installed === undefined) return locked.optional === true || locked.devOptional === true;
  return locked.version === installed.version && locked.integrity === installed.integrity;
}

function readLock(path) {
  return existsSync(ROOT + path) ? JSON.parse(readFileSync(ROOT + path, 'utf8')).packages : undefined;
}
