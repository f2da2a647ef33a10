import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Bundles the companion as `tools/bundle.mjs` does for its users. */
export async function bundleCompanion(outfile: string): Promise<void> {
  const script = join(__dirname, '..', '..', 'tools', 'bundle.mjs');
  await promisify(execFile)(process.execPath, [script, outfile]);
}
