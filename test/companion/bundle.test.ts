import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { bundleParts } from '../../lib/alertmanager/rollout/parts';

/** Built before all tests, where it is older than its sources: `globalSetup` of Jest. */
const BUNDLE = join(__dirname, '../../dist/companion/rollout.js');
const FOR_PODS = `${BUNDLE}.br`;

const KIBI = 1024;

test('the companion is small enough to be downloaded for one command', () => {
  expect(gzipSync(readFileSync(BUNDLE)).length).toBeLessThan(400 * KIBI);
});

test('for pods it has no part in what only a kubeconfig needs, and fits into one ConfigMap', () => {
  const compressed = readFileSync(FOR_PODS);
  expect(bundleParts(compressed)).toHaveLength(1);
  expect(brotliDecompressSync(compressed).length).toBeLessThan(400 * KIBI);
});

test('for pods it says what it lacks where it is run without a ServiceAccount', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bundle-'));
  const script = join(dir, 'rollout.js'); // no node_modules there
  writeFileSync(script, brotliDecompressSync(readFileSync(FOR_PODS)));
  const run = spawnSync(process.execPath, [script, 'status', 'alertmanager-main'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  rmSync(dir, { recursive: true });
  expect(run.stderr).toContain('give its pod the token of a ServiceAccount');
  expect(run.status).toBe(3);
});

test('both are in the package', () => {
  const { files } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
    readonly files: readonly string[];
  };
  expect(files).toEqual(expect.arrayContaining(['dist/**/*.js', 'dist/companion/rollout.js.br']));
});
