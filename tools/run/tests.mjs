/** `npm test` and `npm run test:e2e`. */

import { failingChecks } from './checks.mjs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from './jest.mjs';
import { rolloutTable } from './rollout-table.mjs';
import { surroundings } from './surroundings.mjs';

/** Everything that needs no cluster. With arguments someone works on one test: Jest alone, with them. */
export async function tests(args) {
  const { env, notes } = await surroundings(['core', 'oldest', 'thanos', 'stores']);
  const failing = args.length === 0 ? await failingChecks() : [];
  return conclude(await jest(args, env), notes, failing);
}

/** The tests with a control plane, in a sandbox of their own. Where the machine refuses one they are skipped. */
export async function clusterTests(args) {
  return inSandbox(['core', 'oldest', 'cluster', 'thanos'], args);
}

/** The scenarios of the companion: minutes of real rollouts and faults, and Alertmanagers of four versions. */
export async function rolloutTests(args) {
  const folder = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-'));
  const rows = join(folder, 'rows.jsonl');
  try {
    return await inSandbox(
      ['core', 'oldest', 'mesh', 'cluster'],
      [...args, '--testMatch=<rootDir>/test/rollout/**/*.test.ts'], // last, because Jest takes all words after it for patterns
      { CDK8S_PROMETHEUS_ROLLOUT_ROWS: rows },
      async () => console.log(`\n${await rolloutTable(rows)}`),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} groups
 * @param {readonly string[]} args
 * @param {Record<string, string>} [extra] environment variables of the tests
 * @param {() => Promise<void>} [show] what came of them, before the last lines
 */
async function inSandbox(groups, args, extra = {}, show = async () => undefined) {
  const { env, notes } = await surroundings(groups);
  const sandbox = ['sh', 'test/cluster/sandbox.sh'];
  const outcome = await jest(
    ['-c', 'test/cluster/jest.config.json', '-i', ...args],
    { ...env, ...extra },
    sandbox,
  );
  await show();
  return conclude(outcome, notes, []);
}

/** Says why tests were skipped and what failed; the last line is made to be read by programs, too. */
function conclude({ code, counts }, notes, failing) {
  const { passed, failed, skipped, reasons } = counts;
  console.log();
  for (const [reason, count] of Object.entries(reasons)) console.log(`skipped ${count}: ${reason}`);
  if (skipped > 0) notes.forEach((note) => console.log(`missing: ${note}`));
  if (failing.length > 0) console.log(`failed: ${failing.join(', ')} (see above)`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return code !== 0 || failed > 0 || failing.length > 0 ? 1 : 0;
}
