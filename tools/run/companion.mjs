/** The companion that constructs bring along, built where it is not there or older than its sources. */

import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from './process.mjs';

const FILE = join(ROOT, 'dist', 'companion', 'rollout.js');
const SOURCES = join(ROOT, 'lib', 'companion');

/** What Jest runs before all tests: an Alertmanager of several replicas brings it along. */
export default async function freshCompanion() {
  if ((await modified(`${FILE}.br`)) < (await newest())) {
    await mkdir(dirname(FILE), { recursive: true });
    // What it is made with comes with `npm ci`, which may run only after this file is read.
    const { bundleCompanion } = await import('../bundle.mjs');
    await bundleCompanion(FILE);
  }
}

async function newest() {
  const files = await readdir(SOURCES, { recursive: true });
  return Math.max(...(await Promise.all(files.map((file) => modified(join(SOURCES, file))))));
}

/** When the file was written; before everything where there is none. */
async function modified(file) {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
