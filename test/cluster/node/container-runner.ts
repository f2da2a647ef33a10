import { setTimeout as sleep } from 'node:timers/promises';
import type { Container, ContainerState, ContainerStatus } from 'kubernetes-types/core/v1';
import type { Exit, Process } from '../processes';
import { followProbe } from './health';
import { MissingImageError } from './images';
import { probeOnce } from './probes';

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

export interface ContainerRunnerProps {
  readonly container: Container;
  readonly address: string;
  readonly restartPolicy: RestartPolicy;

  /** Milliseconds before the second restart; doubled for each one after it. The first comes at once. */
  readonly restartDelay: number;
  readonly start: () => Promise<Process>;
}

const LONGEST_RESTART_DELAY = 300_000;
const RETRY_DELAY = 500;

/** Keeps one container of a pod running, as its restart policy and its probes have it. */
export class ContainerRunner {
  started = false;
  ready = false;
  private process: Process | undefined;
  private exit: Exit | undefined;
  private restarts = 0;

  /** How often its image was looked for in vain. */
  private pulls = 0;
  private waitingFor: { reason: string; message?: string } = { reason: 'PodInitializing' };
  private readonly stopping = new AbortController();

  constructor(private readonly props: ContainerRunnerProps) {}

  get name(): string {
    return this.props.container.name;
  }

  /** The process that runs now, or ran last. */
  get current(): Process {
    if (this.process === undefined) {
      throw new Error(`container "${this.name}" has not started: ${JSON.stringify(this.waitingFor)}`);
    }
    return this.process;
  }

  /** Runs it until it ends for good; undefined where it was stopped before it ever started. */
  async run(): Promise<Exit | undefined> {
    while (!this.stopping.signal.aborted) {
      await this.runOnce();
      if (this.exit !== undefined && !this.restartsAfter(this.exit)) {
        break;
      }
      await this.pause();
    }
    return this.exit;
  }

  async stop(grace: number): Promise<void> {
    this.stopping.abort();
    if (this.process?.running === true) {
      await this.process.stop(grace);
    }
  }

  status(): ContainerStatus {
    const { name, image = '' } = this.props.container;
    const { started, ready, restarts: restartCount } = this;
    return { name, image, imageID: image, started, ready, restartCount, state: this.state() };
  }

  /** How it is, for messages. */
  describe(): string {
    const log = this.process?.log(10) ?? '';
    return `container "${this.name}": ${JSON.stringify(this.state())}, ${this.restarts} restarts\n${log}`;
  }

  private async runOnce(): Promise<void> {
    try {
      this.process = await this.props.start();
      this.restarts += this.exit === undefined ? 0 : 1;
      this.exit = undefined;
      this.pulls = 0;
    } catch (error) {
      const missing = error instanceof MissingImageError;
      this.pulls += missing ? 1 : 0;
      const reason = missing ? 'ErrImagePull' : 'CreateContainerConfigError';
      this.waitingFor = { reason, message: missing ? error.message : String(error) };
      return;
    }
    const ended = new AbortController();
    const watching = this.watchHealth(this.process, ended.signal);
    if (this.stopping.signal.aborted) {
      this.process.kill('SIGKILL'); // it was told to stop while it started
    }
    this.exit = await this.process.exited;
    ended.abort();
    await watching;
    this.started = false;
    this.ready = false;
  }

  private restartsAfter({ code }: Exit): boolean {
    const { restartPolicy } = this.props;
    return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && code !== 0);
  }

  private async pause(): Promise<void> {
    let delay = RETRY_DELAY;
    if (this.pulls > 0) {
      await this.sleep(delay);
      delay = this.props.restartDelay * 2 ** (this.pulls - 1);
      const message = `Back-off pulling image "${this.props.container.image}": ${this.waitingFor.message}`;
      this.waitingFor = { reason: 'ImagePullBackOff', message };
    } else if (this.exit !== undefined) {
      delay = this.restarts === 0 ? 0 : this.props.restartDelay * 2 ** (this.restarts - 1);
      this.waitingFor = { reason: 'CrashLoopBackOff' };
    }
    await this.sleep(Math.min(delay, LONGEST_RESTART_DELAY));
  }

  private async sleep(milliseconds: number): Promise<void> {
    const { signal } = this.stopping;
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }

  private async watchHealth(process: Process, ended: AbortSignal): Promise<void> {
    const { container, address } = this.props;
    const { startupProbe, readinessProbe, livenessProbe } = container;
    if (startupProbe !== undefined) {
      const passed = new AbortController();
      await followProbe(
        startupProbe,
        () => probeOnce(startupProbe, container, address),
        (healthy) => (healthy ? passed.abort() : process.kill('SIGKILL')),
        AbortSignal.any([ended, passed.signal]),
      );
    }
    if (ended.aborted) {
      return;
    }
    this.started = true;
    this.ready = readinessProbe === undefined;
    const look = (
      probe: NonNullable<typeof readinessProbe>,
      verdict: (healthy: boolean) => void,
    ): Promise<void> => followProbe(probe, () => probeOnce(probe, container, address), verdict, ended);
    await Promise.all([
      readinessProbe && look(readinessProbe, (healthy) => (this.ready = healthy)),
      livenessProbe && look(livenessProbe, (healthy) => healthy || process.kill('SIGKILL')),
    ]);
  }

  private state(): ContainerState {
    if (this.process?.running === true) {
      return { running: {} };
    }
    if (this.exit !== undefined && (this.stopping.signal.aborted || !this.restartsAfter(this.exit))) {
      return {
        terminated: { exitCode: this.exit.code ?? 137, reason: this.exit.code === 0 ? 'Completed' : 'Error' },
      };
    }
    return { waiting: this.waitingFor };
  }
}
