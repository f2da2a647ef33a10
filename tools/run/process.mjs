/** Running other programs, in the root of the repository. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A script of an installed package, as the words that run it: no npx, which would look at the network. */
export function packageScript(path) {
  return [process.execPath, `${ROOT}node_modules/${path}`];
}

/** A TypeScript file of this repository, as the words that run it. */
export function typeScript(path) {
  return [process.execPath, '--import', 'tsx', path];
}

/**
 * Runs a program on our own terminal.
 *
 * @param {readonly string[]} words
 * @param {Record<string, string>} [env] in addition to ours
 * @returns {Promise<number>} exit code; that of shells where a signal ended it
 */
export async function run(words, env = {}) {
  const { code } = await start(words, { env, stdio: 'inherit' });
  return code;
}

/**
 * Runs a program and keeps what it says.
 *
 * @param {readonly string[]} words
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(words) {
  return start(words, { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
}

function start([command, ...args], { env, stdio }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const end = (code, note = '') => resolve({ code, output: Buffer.concat(chunks).toString() + note });
    child.on('error', (error) => end(127, `${command}: ${error.message}\n`));
    child.on('close', (code) => end(code ?? 130));
  });
}

/** Such as "0.8 s" or "75 s". */
export function secondsSince(start) {
  const seconds = (Date.now() - start) / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
