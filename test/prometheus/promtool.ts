import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program wrote, and whether it was content. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a program to its end. */
export async function run(program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}\n${stderr}` });
    });
  });
}

/** Which of many configurations a promtool accepts, in one run of it. */
export async function accepted(promtool: string, configs: readonly string[]): Promise<boolean[]> {
  const folder = await mkdtemp(join(tmpdir(), 'promtool-'));
  try {
    const files = configs.map((_, index) => join(folder, `${index}.yml`));
    await Promise.all(files.map(async (file, index) => writeFile(file, configs[index] ?? '')));
    const { output } = await run(promtool, ['check', 'config', '--syntax-only', ...files]);
    return files.map((file) => output.includes(`SUCCESS: ${file} is valid`));
  } finally {
    await rm(folder, { recursive: true });
  }
}
