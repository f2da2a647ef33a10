import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { eventually, Hopeless, type WaitOptions } from './wait';

export interface ProcessOptions {
  /** Names the process in messages. */
  readonly name: string;

  /** The file that takes what it writes; appended to. */
  readonly log: string;

  /**
   * Its whole environment.
   * @default - none but PATH
   */
  readonly env?: Readonly<Record<string, string>>;

  /** Kills it when aborted. */
  readonly signal?: AbortSignal;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program that runs beside the test. */
export class Process {
  static start(program: string, args: readonly string[], options: ProcessOptions): Process {
    const log = openSync(options.log, 'a');
    try {
      const child = spawn(program, args, {
        stdio: ['ignore', log, log],
        detached: true, // a group of its own, for what it starts in turn
        env: { PATH: process.env.PATH, ...options.env },
        ...(options.signal && { signal: options.signal, killSignal: 'SIGKILL' }),
      });
      return new Process(child, options);
    } finally {
      closeSync(log);
    }
  }

  readonly name: string;
  readonly exited: Promise<Exit>;
  private readonly logFile: string;
  private exit: Exit | undefined;

  private constructor(
    private readonly child: ChildProcess,
    { name, log }: ProcessOptions,
  ) {
    this.name = name;
    this.logFile = log;
    this.exited = new Promise((resolve) => {
      const settle = (exit: Exit): void => resolve((this.exit = exit));
      child.once('exit', (code, signal) => {
        killGroup(child.pid);
        settle({ code, signal });
      });
      // An error is also told where it is aborted or cannot be killed: only without a pid it never was.
      child.once('error', () => child.pid === undefined && settle({ code: 127, signal: null }));
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get running(): boolean {
    return this.exit === undefined;
  }

  /** What it has written so far; of a long log, the last lines only. */
  log(lines = Number.POSITIVE_INFINITY): string {
    const all = readFileSync(this.logFile, 'utf8').trimEnd();
    return Number.isFinite(lines) ? all.split('\n').slice(-lines).join('\n') : all;
  }

  /**
   * Waits for something that this process will bring about, but no longer than it lives.
   *
   * @throws {Error} with the last lines of its log
   */
  async until<T>(what: string, probe: () => T | Promise<T>, options?: WaitOptions): Promise<void> {
    try {
      await eventually(
        `${this.name}: ${what}`,
        () => {
          if (this.exit !== undefined) {
            throw new Hopeless(`${this.name} ended (${describeExit(this.exit)}) before: ${what}`);
          }
          return probe();
        },
        options,
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${message}\n--- the end of its log:\n${this.log(20)}`, { cause: error });
    }
  }

  /** Waits for a line in its log. */
  async untilLog(pattern: RegExp, options?: WaitOptions): Promise<void> {
    await this.until(`a line like ${pattern}`, () => pattern.test(this.log()), options);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Asks it to end, and makes it end after `grace` milliseconds. */
  async stop(grace = 10_000): Promise<Exit> {
    this.kill('SIGTERM');
    const impatience = setTimeout(() => this.kill('SIGKILL'), grace);
    try {
      return await this.exited;
    } finally {
      clearTimeout(impatience);
    }
  }
}

export function describeExit({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}

/** What a process has started ends with it, as in a container. */
function killGroup(leader: number | undefined): void {
  if (leader === undefined) {
    return;
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has left nobody behind.
  }
}
