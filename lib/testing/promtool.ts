import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderYaml } from '../native';
import type { NamedFile } from './rules-under-test';
import { RuleTestError } from './rule-test-error';
import type { UnitTestFile } from './unit-test-file';

/** How promtool is found and asked. */
export interface PromtoolOptions {
  /** Path of promtool. @default - the environment variable PROMTOOL, or `promtool` of the PATH */
  readonly promtool?: string;

  /** Features of the Prometheus that the expressions need. @default - none */
  readonly enableFeatures?: readonly string[];
}

/** Runs tests in a folder of their own. The files of rules stand beside them. */
export async function runPromtool(
  rules: readonly NamedFile[],
  test: UnitTestFile,
  options: PromtoolOptions,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-rule-test-'));
  try {
    for (const { name, text } of rules) {
      await writeFile(join(folder, name), text);
    }
    await writeFile(join(folder, TEST_FILE), renderYaml(test));
    await run(folder, options);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** No rule file is called so: theirs end otherwise. */
const TEST_FILE = 'tests.promtool';

async function run(cwd: string, { promtool, enableFeatures = [] }: PromtoolOptions): Promise<void> {
  const program = promtool ?? process.env.PROMTOOL ?? 'promtool';
  const features = enableFeatures.length === 0 ? [] : [`--enable-feature=${enableFeatures.join(',')}`];
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...features, 'test', 'rules', TEST_FILE],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve();
        } else if (typeof error.code === 'string') {
          const remedy = 'Name it by the option `promtool`, the variable PROMTOOL or the PATH.';
          reject(
            new RuleTestError(`promtool cannot be run (${program}: ${error.code})\n  ${remedy}`, stderr),
          );
        } else {
          const said = readable(stderr);
          reject(new RuleTestError(`the rules do not do what the test says\n${said}`, `${stdout}${stderr}`));
        }
      },
    );
  });
}

/** Without the lines that only say which file is read, and without blanks at the ends of lines. */
function readable(output: string): string {
  return output
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && line.trim() !== 'FAILED:')
    .join('\n');
}
