import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Container, PodStatus } from 'kubernetes-types/core/v1';
import type { Api } from '../api';
import { NODE_ADDRESS, type PodLink } from '../network';
import { eventually } from '../wait';
import { expectPlayable, startContainer } from './container';
import { ContainerRunner, type RestartPolicy } from './container-runner';
import { environmentOf } from './environment';
import { findImage, type Images } from './images';
import type { AdmittedPod } from './pod-identity';
import { VolumeFiles } from './volume-files';
import { Volumes } from './volumes';

export interface PodSetting {
  readonly api: Api;
  readonly node: string;
  readonly link: PodLink;
  readonly images: Images;
  readonly restartDelay: number;
  readonly startDelay: number;

  /** A folder for this pod alone. */
  readonly dir: string;

  /** The folder of the claims of its namespace. */
  readonly claims: string;

  /** The folder with the cluster's `hosts`. */
  readonly names: string;
}

type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/** Runs one pod of the API server as processes of this machine. */
export class PodRunner {
  /** Where it is cut off and joined again. */
  readonly link: PodLink;
  private readonly init: readonly ContainerRunner[];
  private readonly main: readonly ContainerRunner[];
  private readonly volumes: Volumes;
  private readonly stopping = new AbortController();
  private phase: Phase = 'Pending';
  private initialized = false;
  private unplugged: Promise<void> | undefined;
  private running: Promise<void> = Promise.resolve();

  /** Why it does not start, while it does not. */
  private obstacle: string | undefined;

  constructor(
    private readonly pod: AdmittedPod,
    private readonly setting: PodSetting,
  ) {
    const { spec } = pod;
    const { api, dir, claims, node, link } = setting;
    const files = new VolumeFiles(api, pod, { node, address: link.address });
    const policy = (spec.restartPolicy ?? 'Always') as RestartPolicy;
    this.link = link;
    this.volumes = new Volumes(join(dir, 'volumes'), claims, spec.volumes ?? [], files, spec.securityContext);
    this.init = (spec.initContainers ?? []).map((each) =>
      this.runner(each, isSidecar(each) ? 'Always' : policy === 'Never' ? 'Never' : 'OnFailure'),
    );
    this.main = spec.containers.map((each) => this.runner(each, policy));
  }

  get uid(): string {
    return this.pod.metadata.uid;
  }

  get address(): string {
    return this.link.address;
  }

  /** One of its containers; the first of the main ones where it has no name. */
  container(name?: string): ContainerRunner {
    const found =
      name === undefined ? this.main[0] : [...this.main, ...this.init].find((each) => each.name === name);
    if (found === undefined) {
      throw new Error(`pod "${this.pod.metadata.name}" has no container "${name}"`);
    }
    return found;
  }

  get ended(): boolean {
    return this.phase === 'Succeeded' || this.phase === 'Failed';
  }

  get ready(): boolean {
    const sidecars = this.init.filter((_, i) => isSidecar(this.pod.spec.initContainers?.[i]));
    return this.phase === 'Running' && [...this.main, ...sidecars].every((each) => each.ready);
  }

  /** How it is, for messages: what holds it up, and the last lines of each container that is not ready. */
  describe(): string {
    const lagging = [...this.init, ...this.main].filter((each) => !each.ready);
    return [`${this.phase} ${this.obstacle ?? ''}`, ...lagging.map((each) => each.describe())].join('\n');
  }

  start(): void {
    this.running = this.run().catch((error: unknown) => {
      this.obstacle = String(error);
    });
  }

  /**
   * Ends all containers, by force after `grace` milliseconds, and takes the pod's network away. Called again
   * it may shorten the time that is left.
   */
  async stop(grace: number): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.main.map((each) => each.stop(grace)));
    await Promise.all(this.init.map((each) => each.stop(grace)));
    await this.running;
    await (this.unplugged ??= this.link.remove());
  }

  /** Lets the volumes show what the API server has by now. */
  async refresh(): Promise<void> {
    if (this.initialized) {
      await this.showVolumes();
    }
  }

  status(): PodStatus {
    const { phase, address, ready, obstacle } = this;
    return {
      phase,
      podIP: address,
      podIPs: [{ ip: address }],
      hostIP: NODE_ADDRESS,
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Initialized', status: condition(this.initialized) },
        { type: 'ContainersReady', status: condition(ready) },
        { type: 'Ready', status: condition(ready) },
      ],
      initContainerStatuses: this.init.map((each) => each.status()),
      containerStatuses: this.main.map((each) => each.status()),
      ...(obstacle !== undefined && { message: obstacle }),
    };
  }

  private async run(): Promise<void> {
    await this.untilVolumesReady();
    await sleep(this.setting.startDelay, undefined, { signal: this.stopping.signal });
    for (const [i, container] of this.init.entries()) {
      if (isSidecar(this.pod.spec.initContainers?.[i])) {
        void container.run();
        await this.until(`sidecar ${container.name}`, () => container.started);
      } else if ((await container.run())?.code !== 0) {
        this.phase = 'Failed';
        return;
      }
    }
    this.initialized = true;
    this.phase = 'Running';
    const exits = await Promise.all(this.main.map((each) => each.run()));
    this.phase = exits.every((exit) => exit?.code === 0) ? 'Succeeded' : 'Failed';
    await Promise.all(this.init.map((each) => each.stop(0)));
  }

  /** As on a real node, a pod waits for the objects that its volumes need, for as long as it takes. */
  private async untilVolumesReady(): Promise<void> {
    await mkdir(this.setting.dir, { recursive: true });
    await this.until('volumes', () => this.showVolumes());
  }

  /** Where an object is missing, the volumes stay as they are. */
  private async showVolumes(): Promise<boolean> {
    try {
      await this.volumes.refresh();
      this.obstacle = undefined;
      return true;
    } catch (error) {
      this.obstacle = String(error);
      return false;
    }
  }

  private async until(what: string, probe: () => boolean | Promise<boolean>): Promise<void> {
    await eventually(what, probe, { deadline: Number.POSITIVE_INFINITY, signal: this.stopping.signal });
  }

  private runner(container: Container, restartPolicy: RestartPolicy): ContainerRunner {
    const { api, dir, link, node, names, images, restartDelay } = this.setting;
    const { address } = link;
    return new ContainerRunner({
      container,
      address,
      restartPolicy,
      restartDelay,
      start: async () => {
        expectPlayable(container);
        return startContainer(container, {
          dir: join(dir, container.name),
          image: findImage(images, container.image),
          env: await environmentOf(api, this.pod, container, { node, address }),
          volumes: this.volumes,
          network: link.namespace,
          names,
          podSecurity: this.pod.spec.securityContext,
        });
      },
    });
  }
}

/** An init container that stays: the next one starts when it has started. */
function isSidecar(container: Container | undefined): boolean {
  return container?.restartPolicy === 'Always';
}

function condition(holds: boolean): 'True' | 'False' {
  return holds ? 'True' : 'False';
}
