#!/usr/bin/env node
/**
 * Bundles the companion with everything that it needs into one file, which runs on any Node from 20 on.
 *
 *   node tools/bundle.mjs dist/companion/rollout.js
 *
 * Beside it stands `rollout.js.br`, as it is put into ConfigMaps: without the client library of Kubernetes, which a pod does not
 * need and which would be most of its memory. Compressed here, once, because not every Node makes the same bytes of it.
 *
 * One file, because it also runs in clusters from a ConfigMap, and because users of the constructs shall not install the
 * 60 MB that it is made from.
 */

import { build } from 'esbuild';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = join(ROOT, 'lib/companion/main.ts');

/** @type {import('esbuild').BuildOptions} */
const OPTIONS = {
  entryPoints: [ENTRY],
  bundle: true,
  minify: true,
  keepNames: true, // errors are told apart by their names
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [fewerMetrics()],
};

/** @param {string} outfile */
export async function bundleCompanion(outfile) {
  await build({ ...OPTIONS, outfile });
  const { outputFiles } = await build({
    ...OPTIONS,
    external: ['@kubernetes/client-node'],
    write: false,
  });
  // Readers find the former one, or this one whole.
  await writeFile(`${outfile}.br.new`, await compress(outputFiles[0].contents));
  await rename(`${outfile}.br.new`, `${outfile}.br`);
}

/**
 * Of prom-client the three classes that we use. What else its index names, clusters of processes and a gateway to push to, would be
 * loaded with it, and be 2 MB of memory.
 *
 * @returns {import('esbuild').Plugin}
 */
function fewerMetrics() {
  const classes = { Registry: 'registry', Gauge: 'gauge', Counter: 'counter' };
  const contents = Object.entries(classes)
    .map(([name, file]) => `exports.${name} = require('prom-client/lib/${file}');`)
    .join('\n');
  return {
    name: 'fewer-metrics',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^prom-client$/ }, () => ({ path: 'prom-client', namespace: 'fewer-metrics' }));
      onLoad({ filter: /.*/, namespace: 'fewer-metrics' }, () => ({ contents, resolveDir: ROOT }));
    },
  };
}

/** @param {Uint8Array} code */
async function compress(code) {
  return promisify(brotliCompress)(code, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: code.length,
    },
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
