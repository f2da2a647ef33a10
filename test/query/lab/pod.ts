import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { Process } from '../../cluster/processes';
import { requireProgram } from '../../support/programs';
import { get } from './get';
import { inRoot } from './own-root';

/** Containers whose programs run here; the others only look after files. */
const PROGRAMS: Readonly<Record<string, string>> = { prometheus: 'prometheus', 'thanos-sidecar': 'thanos' };

/** What a container would find at these paths is below a folder of the pod. */
const PATHS = /(?<![\w./-])\/(?=(?:etc\/)?(?:prometheus|thanos)(?:\/|$))/g;

/** Files of Secrets, by the names of these. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, Buffer>>>>;

/** Replaces addresses of the cluster by those of this machine. */
export type Localize = (text: string) => Promise<string>;

export interface PodOptions {
  readonly name: string;
  readonly spec: PodSpec;

  /** Folder of this machine that stands for `/`. */
  readonly root: string;

  /** Whether it is `/` to the programs, so that they see their files at the very paths that were synthesized. */
  readonly ownRoot: boolean;

  /** Data of ConfigMaps that are there. */
  readonly configMap: (name: string) => Readonly<Record<string, string>> | undefined;

  /** Data of Secrets, by their names. */
  readonly secrets: Secrets;
  readonly localize: Localize;
  readonly port: (name: string) => Promise<number>;

  /** Changes what is in the folder before the programs start. */
  readonly prepare?: (root: string) => Promise<void>;

  /** What is different from what was synthesized, to see what it is for. */
  readonly change?: (args: readonly string[]) => readonly string[];
}

/** The programs of a pod as processes, with the arguments and files that were synthesized. */
export class LocalPod {
  static async start(options: PodOptions): Promise<LocalPod> {
    const pod = new LocalPod(options);
    await pod.mount();
    await options.prepare?.(options.root);
    for (const container of options.spec.containers) {
      await pod.run(container);
    }
    pod.look();
    return pod;
  }

  private readonly processes = new Map<string, Process>();
  private readonly mounted = new Set<string>();
  private readonly probes: Array<() => Promise<boolean>> = [];
  private timer: NodeJS.Timeout | undefined;
  private isReady = false;
  private ended = false;

  private constructor(private readonly options: PodOptions) {}

  /** Whether all containers were ready at the last look. */
  ready(): boolean {
    return this.isReady;
  }

  get root(): string {
    return this.options.root;
  }

  /** How a container speaks HTTP. */
  scheme(container: string): 'http' | 'https' {
    const { args = [] } = this.options.spec.containers.find(({ name }) => name === container) ?? {};
    return args.some((arg) => arg.startsWith('--http.config=')) ? 'https' : 'http';
  }

  /** The ends of the logs of all containers. */
  logs(): string {
    return [...this.processes.values()]
      .map((process) => `--- ${process.name}:\n${process.log(15)}`)
      .join('\n');
  }

  process(container: string): Process {
    const process = this.processes.get(container);
    if (process === undefined) {
      throw new Error(`no container ${container}: ${[...this.processes.keys()].join(', ')}`);
    }
    return process;
  }

  /** Has it read its files anew, as the reloader beside it does when they have changed. */
  async reload(): Promise<void> {
    await this.mount();
    this.reread();
  }

  /** Has it read its files as they would be if something in them were different; {@link reload} takes that back. */
  async rewrite(change: (text: string, file: string) => string): Promise<void> {
    for (const file of this.mounted) {
      await writeFile(file, change(await readFile(file, 'utf8'), file));
    }
    this.reread();
  }

  private reread(): void {
    for (const program of ['prometheus', 'thanos-ruler']) {
      this.processes.get(program)?.kill('SIGHUP');
    }
  }

  /** Has it stand still: connections stay, and nothing is answered. */
  pause(): void {
    this.processes.forEach((process) => process.kill('SIGSTOP'));
  }

  resume(): void {
    this.processes.forEach((process) => process.kill('SIGCONT'));
  }

  /** Ends it at once, as a node that fails. */
  async kill(): Promise<void> {
    this.end();
    const all = [...this.processes.values()];
    all.forEach((process) => process.kill('SIGKILL'));
    await Promise.all(all.map(({ exited }) => exited));
  }

  async stop(): Promise<void> {
    this.end();
    await Promise.all(
      [...this.processes.values()].map((process) => {
        process.kill('SIGCONT');
        return process.stop(5_000);
      }),
    );
  }

  private end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.isReady = false;
  }

  private look(): void {
    this.timer = setTimeout(() => {
      void Promise.all(this.probes.map(answersYes)).then((answers) => {
        if (!this.ended) {
          this.isReady = !answers.includes(false);
          this.look();
        }
      });
    }, 100);
  }

  private async mount(): Promise<void> {
    const { spec, configMap, localize, root, secrets } = this.options;
    for (const { volumeMounts = [] } of spec.containers) {
      for (const { name, mountPath } of volumeMounts) {
        const volume = spec.volumes?.find((each) => each.name === name);
        const sources = [
          volume?.configMap?.name,
          ...(volume?.projected?.sources ?? []).map((source) => source.configMap?.name),
        ].filter((each) => each !== undefined);
        await mkdir(join(root, mountPath), { recursive: true });
        for (const [key, text] of sources.flatMap((each) => Object.entries(configMap(each) ?? {}))) {
          const file = join(root, mountPath, key);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, await this.local(await localize(text)));
          this.mounted.add(file);
        }
        for (const [key, content] of Object.entries(secrets[volume?.secret?.secretName ?? ''] ?? {})) {
          await writeFile(join(root, mountPath, key), content);
        }
      }
    }
  }

  private async run({ name, args = [] }: Container): Promise<void> {
    const program = PROGRAMS[name] ?? (name.startsWith('thanos-') ? 'thanos' : undefined);
    if (program === undefined) {
      return;
    }
    const { name: pod, root, localize, change = asItIs } = this.options;
    const http = await this.options.port(`${pod}/${name}/http`);
    const own = await Promise.all(args.map(async (arg) => this.local(await localize(arg))));
    const listen = name === 'prometheus' ? [`--web.listen-address=127.0.0.1:${http}`] : [];
    const command = [
      requireProgram(program),
      ...change(own.map((arg) => arg.replaceAll('$(POD_NAME)', pod))),
      ...listen,
    ];
    const [file = '', ...rest] = this.options.ownRoot ? await inRoot(root, command) : command;
    const process = Process.start(file, rest, {
      name: `${pod}/${name}`,
      log: join(root, `${name}.log`),
      env: { POD_NAME: pod },
    });
    this.processes.set(name, process);
    const scheme = this.scheme(name);
    this.probes.push(async () => {
      const { status } = await get(`${scheme}://127.0.0.1:${http}/-/ready`, {
        timeout: 1_000,
        // As the kubelet, which does not look at certificates.
        tls: { rejectUnauthorized: false },
      });
      return status === 200 && process.running;
    });
  }

  /** Paths and ports of the pod, as they are on this machine. */
  private async local(text: string): Promise<string> {
    const { name, root, ownRoot, port, spec } = this.options;
    const thanos = spec.containers.find((each) => each.name.startsWith('thanos-'))?.name ?? '';
    const [prometheus, http, grpc] = await Promise.all([
      port(`${name}/prometheus/http`),
      port(`${name}/${thanos}/http`),
      port(`${name}/${thanos}/grpc`),
    ]);
    return text
      .replace(PATHS, ownRoot ? '/' : `${root}/`)
      .replaceAll('localhost:9090', `127.0.0.1:${prometheus}`)
      .replace(/^--http-address=:10902$/, `--http-address=127.0.0.1:${http}`)
      .replace(/^--grpc-address=:10901$/, `--grpc-address=127.0.0.1:${grpc}`);
  }
}

async function answersYes(probe: () => Promise<boolean>): Promise<boolean> {
  return probe().catch(() => false);
}

function asItIs(args: readonly string[]): readonly string[] {
  return args;
}
