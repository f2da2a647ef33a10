import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECISIONS_FOLDER, readDecisions, type MadeDecision } from '../synthesis';
import { UsageError } from './failure';

/** What an app has written. */
export interface Synthesized {
  /** The folder of its manifests. */
  readonly manifests: string;
  readonly decisions: readonly MadeDecision[];
}

/** Runs the command of an app, and reads what it writes; the folder is gone afterwards. */
export function synthesized<T>(command: string, read: (written: Synthesized) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-'));
  const manifests = join(folder, 'manifests');
  const decisions = join(folder, 'decisions');
  try {
    mkdirSync(manifests);
    run(command, { CDK8S_OUTDIR: manifests, [DECISIONS_FOLDER]: decisions });
    if (readdirSync(manifests).length === 0) {
      throw new UsageError(
        `the command "${command}" wrote nothing into $CDK8S_OUTDIR; does the app say \`outdir\` itself?`,
      );
    }
    return read({ manifests, decisions: readDecisions(decisions) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the app prints is not what we print; its warnings are shown, though. */
function run(command: string, variables: Readonly<Record<string, string>>): void {
  const { status, signal, stdout, stderr } = spawnSync(command, {
    shell: true,
    env: { ...process.env, ...variables },
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
