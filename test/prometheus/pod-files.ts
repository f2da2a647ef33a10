import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { VolumeFiles } from '../cluster/node/volume-files';
import { Volumes } from '../cluster/node/volumes';
import { selfSigned, type KeyPair } from '../../tools/validate/configs/self-signed';
import type { Monitoring } from './monitoring';

let pair: KeyPair | undefined;

/** A certificate that signs itself, and its key. */
export function certificates(): KeyPair {
  return (pair ??= selfSigned());
}

/** Contents of Secrets and ConfigMaps that the app does not write, by name and key. */
export type Others = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A path of the pod, wherever it stands in a text. */
const MOUNTED = /(?<![\w./-])\/(?=(?:etc\/)?prometheus(?:\/|$)|var\/run\/secrets\/)/gm;

/**
 * The volumes of the pods of the Prometheus `k8s`, written as the kubelet does, in a folder of this machine that
 * stands for `/`: the paths in arguments and files lead there.
 */
export class PodFiles {
  /** @throws {Error} where the pods would wait for an object that is not there */
  static async create(monitoring: Monitoring, others: Others = {}): Promise<PodFiles> {
    const files = new PodFiles(await mkdtemp(join(tmpdir(), 'prometheus-pod-')), monitoring, others);
    try {
      await files.mount();
    } catch (error) {
      await files.remove();
      throw error;
    }
    return files;
  }

  private readonly volumes: Volumes;

  private constructor(
    readonly root: string,
    private monitoring: Monitoring,
    private others: Others,
  ) {
    const api = {
      find: ({ kind, name }: { kind: string; name: string }) => Promise.resolve(this.find(kind, name)),
    };
    const volumes = monitoring.pod.volumes ?? [];
    const pod = { metadata: { namespace: 'monitoring' } };
    const contents = new VolumeFiles(api as never, pod as never, {} as never);
    this.volumes = new Volumes(join(root, 'volumes'), join(root, 'claims'), volumes, contents);
  }

  /** Where a path of the pod is on this machine. */
  path(inPod: string): string {
    return inPod.replace(MOUNTED, `${this.root}/`);
  }

  /** What a container of ours runs beside Prometheus. */
  command(name: string): string[] {
    const { containers, initContainers = [] } = this.monitoring.pod;
    const { command = [], args = [] } = [...containers, ...initContainers].find(
      (each) => each.name === name,
    )!;
    return [...command, ...args.map((argument) => this.path(argument))];
  }

  /** A text as it would be in the pod. */
  inPod(text: string): string {
    return text.replaceAll(this.root, '');
  }

  /** The arguments of the program; a prefix of its web server is no file, though it looks like one. */
  get args(): string[] {
    return this.monitoring.args.map((argument) =>
      argument.replace(/^(--(?:web\.)?config\.file=|--storage\.tsdb\.path=)/, `$1${this.root}`),
    );
  }

  /** Shows what another synth came to, and other objects, as the kubelet does after a while. */
  async update(monitoring: Monitoring, others: Others = this.others): Promise<void> {
    this.monitoring = monitoring;
    this.others = others;
    await this.volumes.refresh();
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }

  private async mount(): Promise<void> {
    await this.volumes.refresh();
    await this.mountServiceAccount();
    const { containers, initContainers = [] } = this.monitoring.pod;
    for (const mount of [...containers, ...initContainers].flatMap(({ volumeMounts = [] }) => volumeMounts)) {
      const target = this.path(mount.mountPath);
      await mkdir(dirname(target), { recursive: true });
      if (!existsSync(target)) {
        await symlink(await this.volumes.source(mount), target);
      }
    }
  }

  private async mountServiceAccount(): Promise<void> {
    const folder = this.path(SERVICE_ACCOUNT);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'token'), 'token');
    await writeFile(join(folder, 'namespace'), 'monitoring');
    await writeFile(join(folder, 'ca.crt'), certificates().certificate);
  }

  private find(kind: string, name: string): object | undefined {
    const ours = this.monitoring.find(kind, name, 'monitoring')?.data as Record<string, string> | undefined;
    const data = ours ?? this.others[name];
    if (data === undefined) {
      return undefined;
    }
    const encode = (text: string) =>
      kind === 'Secret' ? Buffer.from(this.path(text)).toString('base64') : this.path(text);
    return { data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, encode(text)])) };
  }
}
