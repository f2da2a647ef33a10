#!/usr/bin/env node
/**
 * Bundles the companion with everything that it needs into one file, which runs on any Node from 20 on.
 *
 *   node tools/bundle.mjs dist/companion/rollout.js
 *
 * One file, because it also runs in clusters from a ConfigMap, and because users of the constructs shall not install the
 * 60 MB that it is made from.
 */

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../lib/companion/main.ts', import.meta.url));

/** @param {string} outfile */
export async function bundleCompanion(outfile) {
  await build({
    entryPoints: [ENTRY],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true, // errors are told apart by their names
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

const [, script, outfile] = process.argv;
if (script === fileURLToPath(import.meta.url)) {
  if (outfile === undefined) {
    console.error('usage: node tools/bundle.mjs <file>');
    process.exitCode = 2;
  } else {
    await bundleCompanion(outfile);
  }
}
