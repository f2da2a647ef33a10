import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { sandboxFolder } from '../cluster';
import { writeEtc, type Names } from '../cluster/node/names';

/** It is built before all tests, where it is older than its sources: `globalSetup` of their Jest. */
const BUNDLE = join(__dirname, '../../dist/companion/rollout.js');

/** How a run of the companion ended. */
export interface CompanionRun {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCompanion {
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<CompanionRun>;

  /** The last lines that it has written, for whom waits for it in vain. */
  said(): string;
}

/** Lines that say why something did not come about. */
const TELLING = 15;

/** Runs it where `/etc` is another folder, that of its first argument. */
const WITH_ETC = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc && exec "$@"'];

type Environment = Readonly<Record<string, string>>;

/** The companion as its users run it: the bundle, as a process of its own. */
export class Companion {
  static async prepare(kubeconfig: string): Promise<Companion> {
    const script = join(await sandboxFolder('companion'), 'rollout.js');
    await copyFile(BUNDLE, script); // sources may change while it runs
    return new Companion(script, kubeconfig);
  }

  private constructor(
    private readonly script: string,
    private readonly kubeconfig: string,
    private readonly place: 'inside' | 'outside' = 'inside',

    /** An `/etc` of its own. */
    private readonly etc?: string,
  ) {}

  /** The same as on a laptop: it is not told how to get to pods. */
  outside(kubeconfig: string): Companion {
    return new Companion(this.script, kubeconfig, 'outside');
  }

  /** The same as in a pod: it knows the names of the cluster, as they are. */
  async withNames({ dir }: Names): Promise<Companion> {
    const etc = await sandboxFolder('etc');
    await writeEtc(etc, dir);
    return new Companion(this.script, this.kubeconfig, 'inside', etc);
  }

  /**
   * Runs it; inside of the cluster pods are reached at their addresses, also with a kubeconfig.
   *
   * @param onLine told each line that it writes, as it comes
   */
  start(
    args: readonly string[],
    onLine: (line: string) => void = () => undefined,
    env: Environment = {},
  ): RunningCompanion {
    const way = this.place === 'outside' || args.length < 2 ? [] : ['--access', 'direct'];
    const words = [process.execPath, this.script, ...args, ...way];
    const [program = '', ...rest] = this.etc === undefined ? words : [...WITH_ETC, this.etc, ...words];
    const child = spawn(program, rest, {
      env: { PATH: process.env.PATH, KUBECONFIG: this.kubeconfig, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      onLine(line);
    });
    const ended = Promise.all([text(child.stderr), once(child, 'close')]).then(([stderr, [code]]) => ({
      code: code as number | null,
      stdout: lines.join('\n'),
      stderr,
    }));
    return {
      kill: (signal) => child.kill(signal),
      ended,
      said: () => lines.slice(-TELLING).join('\n'),
    };
  }

  /** Runs it, and does something to what it rolls when it says so; ends when both have ended. */
  async runWith(
    args: readonly string[],
    when: RegExp,
    disturb: () => void | Promise<void>,
  ): Promise<CompanionRun> {
    let disturbing: Promise<void> | undefined;
    const running = this.start(args, (line) => {
      if (disturbing === undefined && when.test(line)) {
        disturbing = Promise.resolve(disturb());
      }
    });
    const run = await running.ended;
    if (disturbing === undefined) {
      throw new Error(`it said nothing like ${when}, but:\n${run.stdout}\n${run.stderr}`);
    }
    await disturbing;
    return run;
  }

  async run(args: readonly string[], env?: Environment): Promise<CompanionRun> {
    const started = Date.now();
    const show = (line: string): void =>
      void process.stdout.write(`${((Date.now() - started) / 1000).toFixed(2)} s ${line}\n`);
    const verbose = process.env.CDK8S_PROMETHEUS_VERBOSE !== undefined;
    const run = await this.start(args, verbose ? show : undefined, env).ended;
    if (verbose) {
      show(`exit ${run.code} ${run.stderr}`);
    }
    return run;
  }
}
