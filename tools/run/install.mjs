/** The packages of package-lock.json: there, or installed now. */

import { existsSync, readFileSync } from 'node:fs';
import { capture, ROOT, secondsSince } from './process.mjs';

/** Lines; below them npm prints its manual. */
const LONGEST_OUTPUT = 12;

const QUIET = ['--no-audit', '--no-fund'];

/**
 * Tried one after the other. `npm ci` refuses a lock file that lacks packages of other platforms, and a lock
 * file written behind a registry that does not have them all does lack some.
 */
const WAYS = [
  ['npm', 'ci', ...QUIET],
  ['npm', 'install', '--no-save', ...QUIET],
];

/** @returns {Promise<boolean>} false where they could not be installed; the reason has been printed */
export async function ensurePackages() {
  if (isInstalled()) return true;
  for (const words of WAYS) {
    if (await install(words)) return true;
  }
  return false;
}

async function install(words) {
  const started = Date.now();
  console.log(`installing the packages of package-lock.json (${words.slice(0, 2).join(' ')}) …`);
  const { code, output } = await capture(words);
  if (code === 0) console.log(`installed in ${secondsSince(started)}`);
  else console.error(`${errorsIn(output)}\nfailed (exit code ${code})`);
  return code === 0;
}

/** What npm says about old engines and its own settings is of no use here. */
function errorsIn(output) {
  const errors = output.split('\n').filter((line) => line.startsWith('npm error'));
  return (errors.length > 0 ? errors.slice(0, LONGEST_OUTPUT) : [output]).join('\n');
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
  // Optional ones are made for some platform: for another than this one, or for one that the lock file lacks.
  if (locked === undefined || installed === undefined) return (locked ?? installed).optional === true;
  return locked.version === installed.version && locked.integrity === installed.integrity;
}

function readLock(path) {
  return existsSync(ROOT + path) ? JSON.parse(readFileSync(ROOT + path, 'utf8')).packages : undefined;
}
