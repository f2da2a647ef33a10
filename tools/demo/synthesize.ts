import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What came of a run of `cdk8s synth`. */
export interface Synthesized {
  readonly code: number;
  readonly milliseconds: number;

  /** Paragraphs that the library wrote about what it found odd, without their prefix. */
  readonly warnings: readonly string[];

  /** Everything that was said, for when it failed. */
  readonly output: string;
}

const WARNING = 'warning: ';

/** Runs `cdk8s synth` of this repository, the one way in which users do it. */
export function synthesize(output: string, app: string | undefined): Promise<Synthesized> {
  const started = Date.now();
  const cli = join(__dirname, '..', '..', 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  const args = [
    'synth',
    '--check-upgrade=false',
    '--output',
    output,
    ...(app === undefined ? [] : ['--app', app]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code: code ?? 1,
        milliseconds: Date.now() - started,
        warnings: warningsIn(said.stderr),
        output: said.stdout + said.stderr,
      });
    });
  });
}

/** A warning goes on over the lines below it that are indented. */
function warningsIn(text: string): string[] {
  const warnings: string[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    if (line.startsWith(WARNING)) {
      warnings.push(line.slice(WARNING.length));
      open = true;
    } else if (open && line.startsWith('  ')) {
      warnings.push(`${warnings.pop() ?? ''}\n${line}`);
    } else {
      open = false;
    }
  }
  return warnings;
}
