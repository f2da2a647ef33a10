import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/free-port';
import type { LabelSet } from '../../../lib/alertmanager';
import type { AlertmanagerFile } from '../../../lib/native/alertmanager';
import { requireProgram } from '../../support/programs';

/** An alert as Alertmanager holds it. */
export interface HeldAlert {
  readonly labels: LabelSet;
  readonly receivers: ReadonlyArray<{ readonly name: string }>;
}

/** Alerts that are notified together. */
export interface HeldGroup {
  readonly labels: LabelSet;
  readonly receiver: { readonly name: string };
  readonly alerts: readonly HeldAlert[];
}

/** A running Alertmanager that takes one configuration after the other: much faster than a process for each. */
export class LiveAlertmanager {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    private readonly url: string,
  ) {}

  static async start(program: string, file: AlertmanagerFile): Promise<LiveAlertmanager> {
    const directory = mkdtempSync(join(tmpdir(), 'routing-'));
    const port = await freePort();
    const config = join(directory, 'alertmanager.yml');
    writeFileSync(config, JSON.stringify(file));
    const child = spawn(
      requireProgram(program),
      [
        `--config.file=${config}`,
        `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ],
      { stdio: 'ignore' },
    );
    const live = new LiveAlertmanager(child, directory, `http://127.0.0.1:${port}`);
    await live.until(async () => (await fetch(`${live.url}/-/ready`)).ok);
    return live;
  }

  /** Whether it takes the configuration; says why where it does not. */
  async load(file: AlertmanagerFile | string): Promise<string | undefined> {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    writeFileSync(join(this.directory, 'alertmanager.yml'), text);
    const response = await fetch(`${this.url}/-/reload`, { method: 'POST' });
    return response.ok ? undefined : response.text();
  }

  async post(alerts: readonly LabelSet[]): Promise<void> {
    const response = await fetch(`${this.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts.map((labels) => ({ labels }))),
    });
    if (!response.ok) {
      throw new Error(await response.text());
    }
  }

  /** The alerts that have the label `run` with this value, and where they go. */
  async alerts(run: string): Promise<readonly HeldAlert[]> {
    return this.get(`alerts?filter=${encodeURIComponent(`run="${run}"`)}`);
  }

  async groups(run: string): Promise<readonly HeldGroup[]> {
    return this.get(`alerts/groups?filter=${encodeURIComponent(`run="${run}"`)}`);
  }

  /** Names of the metrics that it has. */
  async metrics(): Promise<ReadonlySet<string>> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return new Set(text.split('\n').map((line) => /^\w+/.exec(line)?.[0] ?? ''));
  }

  async until(look: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (!(await look().catch(() => false))) {
      if (Date.now() > deadline) {
        throw new Error('it did not come to pass within 20 s');
      }
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      this.child.kill('SIGKILL');
      await once(this.child, 'exit');
    }
    rmSync(this.directory, { recursive: true });
  }

  private async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.url}/api/v2/${path}`);
    return (await response.json()) as T;
  }
}
