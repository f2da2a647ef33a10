/** Jest, and the counts that our reporter writes down (test/support/reporter.cjs). */

import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageScript, ROOT, run } from './process.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, reasons: Record<string, number> }} Counts
 *   `reasons` says how many tests were skipped for which
 */

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @param {readonly string[]} [wrapper] words that Jest's own are put behind
 * @returns {Promise<{ code: number, counts: Counts }>}
 */
export async function jest(args, env, wrapper = []) {
  const folder = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-'));
  const file = join(folder, 'counts.json');
  // Each `Testing.app()` of cdk8s makes a folder for its output and leaves it: thousands in a run.
  const scratch = join(folder, 'tmp');
  try {
    await mkdir(scratch);
    // Last, because Jest takes all words after it for reporters.
    const reporter = `--reporters=${ROOT}test/support/reporter.cjs`;
    const code = await run([...wrapper, ...packageScript('jest/bin/jest.js'), ...args, reporter], {
      ...env,
      TMPDIR: scratch,
      CDK8S_PROMETHEUS_TEST_SUMMARY: file,
    });
    return { code, counts: await readCounts(file) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Where Jest did not come to its end there are no counts: that is a failure, whatever its exit code. */
async function readCounts(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, reasons: {} };
  }
}
