import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sandboxFolder } from '../../cluster';
import { bundleCompanion } from '../../support/bundle';

/** How a run of the companion ended. */
export interface CompanionRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The companion as its users run it: the bundle, a process of its own. */
export class Companion {
  static async prepare(kubeconfig: string): Promise<Companion> {
    const script = join(await sandboxFolder('companion'), 'rollout.js');
    await bundleCompanion(script);
    return new Companion(script, kubeconfig);
  }

  private constructor(
    readonly script: string,
    private readonly kubeconfig: string,
  ) {}

  start(args: readonly string[]): { kill(signal: NodeJS.Signals): void; ended: Promise<CompanionRun> } {
    const env = { PATH: process.env.PATH, KUBECONFIG: this.kubeconfig };
    const child = spawn(process.execPath, [this.script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
      ([stdout, stderr, [code]]) => ({ code: code as number | null, stdout, stderr }),
    );
    return { kill: (signal) => child.kill(signal), ended };
  }

  async run(args: readonly string[]): Promise<CompanionRun> {
    return this.start(args).ended;
  }
}
