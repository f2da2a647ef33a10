import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from './failure';

/** Runs the command of an app, and reads what it writes; the folder is gone afterwards. */
export function synthesized<T>(command: string, read: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-'));
  try {
    run(command, folder);
    if (readdirSync(folder).length === 0) {
      throw new UsageError(
        `the command "${command}" wrote nothing into $CDK8S_OUTDIR; does the app say \`outdir\` itself?`,
      );
    }
    return read(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the app prints is not what we print; its warnings are shown, though. */
function run(command: string, folder: string): void {
  const { status, signal, stdout, stderr } = spawnSync(command, {
    shell: true,
    env: { ...process.env, CDK8S_OUTDIR: folder },
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  if (status !== 0) {
    const output = (stderr.trim() || stdout.trim()).trim();
    throw new UsageError(
      [`the command "${command}" failed (${signal ?? `exit code ${status ?? 'unknown'}`})`, output]
        .join('\n')
        .trim(),
    );
  }
  process.stderr.write(stderr);
}
