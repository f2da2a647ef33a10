import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(__dirname, '..', '..');

/** By its file, so that it is found from any folder. */
const TSX = pathToFileURL(require.resolve('tsx')).href;

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a process of its own, from its sources. */
export function runCli(...args: readonly string[]): Promise<CliResult> {
  return runCliIn(ROOT, ...args);
}

/** The same, standing in a folder. */
export async function runCliIn(folder: string, ...args: readonly string[]): Promise<CliResult> {
  const child = spawn(process.execPath, ['--import', TSX, join(ROOT, 'lib', 'cli', 'main.ts'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}
