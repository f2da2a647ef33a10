import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Process } from '../cluster/processes';
import type { PodFiles } from './pod-files';

/** Where busybox is, whose shell and tools the image of Prometheus has; the container must not need others. */
const BUSYBOX = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).stdout.trim();

/** The container that checks rules of users, as a process on the files of a pod. */
export class UserRulesCheck {
  /** Runs what precedes Prometheus, to its end. Returns what it says. */
  static once(files: PodFiles, promtool: string): string {
    const [command = '', ...args] = files.command('init-user-rules-check');
    const { stdout, stderr, status } = spawnSync(command, args, {
      encoding: 'utf8',
      env: environment(files, promtool),
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout;
  }

  static start(files: PodFiles, promtool: string): UserRulesCheck {
    const [command = '', ...args] = files.command('user-rules-check');
    args[args.indexOf('watch') + 1] = '1'; // five seconds make a long test
    const log = join(files.root, 'check.log');
    const process = Process.start(command, args, {
      name: 'user-rules-check',
      log,
      env: environment(files, promtool),
    });
    return new UserRulesCheck(process);
  }

  private constructor(private readonly process: Process) {}

  get log(): string {
    return this.process.log();
  }

  async untilLog(pattern: RegExp): Promise<void> {
    await this.process.untilLog(pattern);
  }

  async until(what: string, look: () => boolean | Promise<boolean>): Promise<void> {
    await this.process.until(what, look);
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }

  /** Ends it, and waits for no more than it may take. */
  async stop(): Promise<number | null> {
    return (await this.process.stop(5_000)).code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** Only what the image has: promtool and busybox, where this machine has it. */
function environment(files: PodFiles, promtool: string): Record<string, string> {
  const bin = join(files.root, 'bin');
  mkdirSync(bin, { recursive: true });
  try {
    symlinkSync(promtool, join(bin, 'promtool'));
    if (BUSYBOX !== '') {
      execFileSync(BUSYBOX, ['--install', '-s', bin]);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  return { PATH: BUSYBOX === '' ? `${bin}:/usr/bin:/bin` : bin };
}
