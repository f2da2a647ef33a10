import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type Api } from '../api';
import { NODE_ADDRESS, type PodNetwork } from '../network';
import { eventually, type WaitOptions } from '../wait';
import { STOCK_IMAGES, type Images } from './images';
import { Names } from './names';
import { podReference, type AdmittedPod } from './pod-identity';
import { PodRunner } from './pod-runner';
import { registerNode } from './register';

/** The node that plays pods; a pod that is bound to another one is left alone. */
export const NODE_NAME = 'node-1';

const TICK = 200;

export interface NodeOptions {
  /**
   * What stands in for container images.
   * @default STOCK_IMAGES
   */
  readonly images?: Images;

  /**
   * Milliseconds before a container's second restart, doubled for each one after it; the first comes at once.
   * @default 10_000, as a kubelet has it
   */
  readonly restartDelay?: number;

  /**
   * Milliseconds from a pod's address to its first container. Pods that start together and look for each other
   * by name want some: a real node is not as fast as this one, and what is not found at once is found late.
   * @default 0
   */
  readonly startDelay?: number;
}

/** A pod that runs here, and what the API server knows of it. */
interface Resident {
  readonly pod: AdmittedPod;
  readonly runner: PodRunner;
  reported: string;
  leaving: boolean;
  ended: boolean;
}

/**
 * Plays scheduler, kubelet and DNS: the pods that the API server has run here, as processes.
 *
 * Level-triggered: at each tick it looks at all pods, does for each what it needs next, and reports.
 */
export class LocalNode {
  static async start(
    api: Api,
    network: PodNetwork,
    dir: string,
    options: NodeOptions = {},
  ): Promise<LocalNode> {
    const node = new LocalNode(api, network, dir, options);
    await mkdir(node.names.dir, { recursive: true });
    await registerNode(api, NODE_NAME, NODE_ADDRESS);
    node.running = node.run();
    return node;
  }

  /** Its DNS. */
  readonly names: Names;

  /** By the pods' UIDs: a name may be taken again while its former pod still ends. */
  private readonly residents = new Map<string, Resident>();
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /** What went wrong at the last tick, for messages. */
  private trouble: string | undefined;

  private constructor(
    private readonly api: Api,
    private readonly network: PodNetwork,
    private readonly dir: string,
    private readonly options: NodeOptions,
  ) {
    this.names = new Names(join(dir, 'names'));
  }

  /** The pod of this name that runs here, and is not on its way out. */
  pod(namespace: string, name: string): PodRunner {
    const present = [...this.residents.values()].filter(({ leaving }) => !leaving);
    const found = present.find(
      ({ pod: { metadata } }) => metadata.namespace === namespace && metadata.name === name,
    );
    if (found === undefined) {
      const names = present.map(({ pod: { metadata } }) => `${metadata.namespace}/${metadata.name}`);
      throw new Error(
        `no pod ${namespace}/${name}; there are: ${names.join(', ') || 'none'}; ${this.trouble ?? ''}`,
      );
    }
    return found.runner;
  }

  /** Waits until a pod of this name has run to its end: its log is still to be had. */
  async untilEnded(namespace: string, name: string, options?: WaitOptions): Promise<PodRunner> {
    return this.untilPod(namespace, name, 'to end', (runner) => runner.ended, options);
  }

  /** Waits until a pod of this name is ready. */
  async untilReady(namespace: string, name: string, options?: WaitOptions): Promise<PodRunner> {
    return this.untilPod(namespace, name, 'to be ready', (runner) => runner.ready, options);
  }

  /** The folder in which the claims of a namespace are folders, by their names: there before and after any pod. */
  claims(namespace: string): string {
    return join(this.dir, 'claims', namespace);
  }

  /** Kills everything that runs here. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all([...this.residents.values()].map(({ runner }) => runner.stop(0)));
  }

  private async untilPod(
    namespace: string,
    name: string,
    what: string,
    holds: (runner: PodRunner) => boolean,
    options?: WaitOptions,
  ): Promise<PodRunner> {
    return eventually(
      `pod ${namespace}/${name} ${what}`,
      () => {
        const runner = this.pod(namespace, name);
        if (!holds(runner)) {
          throw new Error(runner.describe());
        }
        return runner;
      },
      options,
    );
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.tick();
        this.trouble = undefined;
      } catch (error) {
        this.trouble = String(error); // the API server may be what a test has stopped: look again
      }
      await sleep(TICK, undefined, { signal }).catch(() => undefined);
    }
  }

  private async tick(): Promise<void> {
    const pods = await this.api.list<AdmittedPod>({ apiVersion: 'v1', kind: 'Pod' });
    await this.forget(new Set(pods.map(({ metadata }) => metadata.uid)));
    const work = [this.names.refresh(this.api), ...pods.map((pod) => this.sync(pod))];
    const outcomes = await Promise.allSettled(work); // all: none may reach into the next tick
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) {
      throw failure.reason;
    }
  }

  private async sync(pod: AdmittedPod): Promise<void> {
    const { nodeName } = pod.spec;
    if (nodeName === undefined) {
      await this.bind(pod);
    }
    if (nodeName !== NODE_NAME) {
      return;
    }
    const resident = this.residents.get(pod.metadata.uid);
    if (pod.metadata.deletionTimestamp !== undefined) {
      await this.release(pod, resident);
    } else {
      const present = resident ?? (await this.admit(pod));
      await present.runner.refresh();
      await this.report(present);
    }
  }

  private async bind(pod: AdmittedPod): Promise<void> {
    const { namespace, name, uid } = pod.metadata;
    const target = { apiVersion: 'v1', kind: 'Node', name: nodeOf(pod) };
    const body = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace, uid }, target };
    await unlessGone(this.api.call('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, { body }));
  }

  private async admit(pod: AdmittedPod): Promise<Resident> {
    const { namespace, uid } = pod.metadata;
    const runner = new PodRunner(pod, {
      api: this.api,
      node: NODE_NAME,
      link: await this.network.connect(),
      dir: join(this.dir, 'pods', uid),
      claims: this.claims(namespace),
      names: this.names.dir,
      images: this.options.images ?? STOCK_IMAGES,
      restartDelay: this.options.restartDelay ?? 10_000,
      startDelay: this.options.startDelay ?? 0,
    });
    const resident = { pod, runner, reported: '', leaving: false, ended: false };
    this.residents.set(uid, resident);
    runner.start();
    return resident;
  }

  private async report(resident: Resident): Promise<void> {
    const { runner, pod } = resident;
    const status = runner.status();
    const report = JSON.stringify(status);
    if (report !== resident.reported) {
      await unlessGone(
        this.api.patch(podReference(pod), { metadata: { uid: runner.uid }, status }, 'status'),
      );
      resident.reported = report;
    }
  }

  /** Lets a pod end in peace; only then its object may go, and a successor of its name may come. */
  private async release(pod: AdmittedPod, resident: Resident | undefined): Promise<void> {
    if (resident?.leaving === false) {
      resident.leaving = true;
      void this.end(resident, pod.metadata.deletionGracePeriodSeconds ?? 30);
    } else if (resident === undefined || resident.ended) {
      await (resident && this.report(resident));
      await this.remove(pod);
    }
  }

  private async end(resident: Resident, graceSeconds: number): Promise<void> {
    try {
      await resident.runner.stop(graceSeconds * 1000);
    } catch (error) {
      this.trouble = String(error);
    }
    resident.ended = true;
  }

  private async remove(pod: AdmittedPod): Promise<void> {
    const preconditions = { uid: pod.metadata.uid };
    await unlessGone(this.api.delete(podReference(pod), { gracePeriodSeconds: 0, preconditions }));
  }

  /** Ends what the API server does not know any more: it was deleted by force. */
  private async forget(known: ReadonlySet<string>): Promise<void> {
    for (const [uid, { runner }] of this.residents) {
      if (!known.has(uid)) {
        this.residents.delete(uid);
        await runner.stop(0);
      }
    }
  }
}

/** A DaemonSet's pod says by its affinity which node it is for; all others come here. */
function nodeOf({ spec: { affinity } }: AdmittedPod): string {
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const fields = terms.flatMap(({ matchFields = [] }) => matchFields);
  return fields.find(({ key }) => key === 'metadata.name')?.values?.[0] ?? NODE_NAME;
}

/** Somebody else may be faster: an object that is gone, or another one by now, needs nothing from us. */
async function unlessGone(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof ApiError && (error.status === 404 || error.status === 409))) {
      throw error;
    }
  });
}
