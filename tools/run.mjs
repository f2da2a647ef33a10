#!/usr/bin/env node
/**
 * The commands of the README, each self-sufficient on a fresh clone: what is missing is installed or
 * built first, what cannot be had is said.
 *
 * Plain Node without dependencies, because it has to work before `npm ci`.
 */

import { bench } from './run/bench.mjs';
import { demo } from './run/demo.mjs';
import { ensurePackages } from './run/install.mjs';
import { clusterTests, rolloutTests, tests } from './run/tests.mjs';

const HELP = `usage: node tools/run.mjs <command> [arguments]

  demo      synthesize examples/platform into out/platform and validate all that comes out
  test      lint, check the types, run all tests that need no cluster; with arguments: Jest alone, with them
  test:e2e  run the tests against a real Kubernetes control plane; arguments go to Jest
  test:rollout  run the scenarios of the companion, on the same control plane
  bench     measure the synth
`;

/** Each returns its exit code. */
const commands = { demo, test: tests, 'test:e2e': clusterTests, 'test:rollout': rolloutTests, bench };

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (command === undefined) {
    console.error(HELP);
    return 2;
  }
  return (await ensurePackages()) ? command(args) : 1;
}

process.exitCode = await main(process.argv.slice(2));
