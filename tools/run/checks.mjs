/** What is checked without running the code: lint rules, formatting, types. */

import { capture, packageScript, secondsSince } from './process.mjs';

const CHECKS = [
  { name: 'eslint', words: [...packageScript('eslint/bin/eslint.js'), '.'] },
  { name: 'prettier', words: [...packageScript('prettier/bin/prettier.cjs'), '--check', '.'] },
  {
    name: 'types',
    words: [...packageScript('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.dev.json'],
  },
];

/**
 * Runs all of them, also where one fails, and prints what those say that do.
 *
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function failingChecks() {
  const results = await Promise.all(CHECKS.map(runCheck));
  return results.filter(({ code }) => code !== 0).map(({ name }) => name);
}

async function runCheck({ name, words }) {
  const started = Date.now();
  const { code, output } = await capture(words);
  const verdict = code === 0 ? 'ok' : 'FAILED';
  console.log(`${code === 0 ? '' : output}${name}: ${verdict} (${secondsSince(started)})`);
  return { name, code };
}
