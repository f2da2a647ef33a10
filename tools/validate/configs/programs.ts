import { execFile } from 'node:child_process';

/** Paths of programs by the names of tools/programs.json. */
export type Programs = Readonly<Record<string, string>>;

/** Long outputs name every rule of a file. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/** @returns what a program says when it refuses, undefined where it accepts */
export async function refusal(program: string, args: readonly string[]): Promise<string | undefined> {
  const { code, output } = await execute(program, args);
  return code === 0 ? undefined : complaints(output);
}

/** Such as `promtool 3.16.0`; the plain name where the program does not say. */
export async function nameAndVersion(name: string, program: string): Promise<string> {
  const { output } = await execute(program, ['--version']);
  const version = /version (\d\S*)/.exec(output)?.[1];
  return version === undefined ? name : `${name.replace(/-.*/, '')} ${version}`;
}

/** promtool lists the files that it likes, too. */
function complaints(output: string): string {
  return output.replace(/^Checking .*\n(?:\s+SUCCESS: .*\n+)+/gm, '').trim();
}

function execute(program: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: LONGEST_OUTPUT }, (error, stdout, stderr) => {
      const output = [
        stdout,
        stderr,
        ...(error !== null && error.code === undefined ? [error.message] : []),
      ].join('\n');
      resolve({ code: error === null ? 0 : 1, output });
    });
  });
}
