import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { Process } from '../cluster/processes';
import { PrometheusApi, type ActiveTarget } from '../cluster/prometheus';
import type { PodFiles } from './pod-files';

/** A real Prometheus with the arguments and the files of a pod. */
export class RunningPrometheus {
  /** Starts it, and returns when `ready` says so: as a rule when it says so itself. */
  static async start(
    program: string,
    files: Pick<PodFiles, 'args' | 'root'>,
    ready: (running: RunningPrometheus) => Promise<boolean> = (running) => running.isReady(),
  ): Promise<RunningPrometheus> {
    const port = await freePort();
    const process = Process.start(program, [...files.args, `--web.listen-address=127.0.0.1:${port}`], {
      name: 'prometheus',
      log: join(files.root, 'log'),
      env: { POD_NAME: 'prometheus-k8s-0' },
    });
    const running = new RunningPrometheus(process, port);
    try {
      await process.until('it is ready', () => ready(running));
    } catch (error) {
      await running.stop();
      throw error;
    }
    return running;
  }

  readonly api: PrometheusApi;

  private constructor(
    private readonly process: Process,
    readonly port: number,
  ) {
    this.api = new PrometheusApi(`http://127.0.0.1:${port}`);
  }

  get log(): string {
    return this.process.log();
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.api.url}/-/ready`)).ok;
  }

  /** Names of the jobs that it runs. */
  async pools(): Promise<string[]> {
    const answer = await fetch(`${this.api.url}/api/v1/scrape_pools`);
    const { data } = (await answer.json()) as { data: { scrapePools: string[] } };
    return data.scrapePools;
  }

  async target(pool: string): Promise<ActiveTarget | undefined> {
    return (await this.api.targets()).find(({ scrapePool }) => scrapePool === pool);
  }

  /** A metric of its own. */
  async metric(name: string): Promise<string | undefined> {
    const text = await (await fetch(`${this.api.url}/metrics`)).text();
    return new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
  }

  /** Waits until a look at it shows something, while it lives. */
  async until(what: string, look: () => Promise<boolean>): Promise<void> {
    await this.process.until(what, look);
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }
}
