import { chmod, chown, mkdir, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PodSecurityContext, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { Files, VolumeFiles } from './volume-files';

/** The volumes of one pod, as folders. */
export class Volumes {
  private readonly shown = new Map<string, string>();
  private generation = 0;

  /**
   * @param dir where volumes live that end with their pod
   * @param claims where those live that do not, by name of the claim
   */
  constructor(
    private readonly dir: string,
    private readonly claims: string,
    private readonly volumes: readonly Volume[],
    private readonly files: VolumeFiles,
    private readonly security: PodSecurityContext = {},
  ) {}

  /** The folder of a volume. */
  private path(name: string): string {
    const claim = this.volumes.find((volume) => volume.name === name)?.persistentVolumeClaim?.claimName;
    return claim === undefined ? join(this.dir, name) : join(this.claims, claim);
  }

  /** What a mount shows. A folder that it names and storage does not have yet is made, as on a real node. */
  async source({ name, subPath }: VolumeMount): Promise<string> {
    const path = join(this.path(name), subPath ?? '');
    if (!this.shown.has(name)) {
      await this.folder(path);
    }
    return path;
  }

  /**
   * Makes every volume show what the API server has by now.
   *
   * @throws {Error} where an object is missing that is not optional
   */
  async refresh(): Promise<void> {
    for (const volume of this.volumes) {
      const files = await this.files.of(volume);
      if (files === undefined) {
        await this.storage(volume);
      } else if (this.shown.get(volume.name) !== fingerprint(files)) {
        await this.show(this.path(volume.name), files);
        this.shown.set(volume.name, fingerprint(files));
      }
    }
  }

  private async storage({ name, emptyDir, persistentVolumeClaim }: Volume): Promise<void> {
    if (emptyDir === undefined && persistentVolumeClaim === undefined) {
      throw new Error(`volume "${name}" is of a kind that this test bed does not know`);
    }
    await this.folder(this.path(name));
  }

  private async folder(path: string): Promise<void> {
    const isNew = (await mkdir(path, { recursive: true })) !== undefined;
    if (isNew) {
      await this.own(path, this.security.fsGroup === undefined ? 0o777 : 0o2775);
    }
  }

  /**
   * Swaps the contents at once, as the kubelet does: files are links through `..data`, and that link is
   * renamed over. So a reader sees the old files or the new ones.
   */
  private async show(path: string, files: Files): Promise<void> {
    this.generation += 1;
    const generation = `..${this.generation}`;
    await mkdir(join(path, generation), { recursive: true });
    for (const [file, { content, mode }] of files) {
      const target = join(path, generation, file);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
      await this.own(target, this.security.fsGroup === undefined ? mode : mode | 0o440);
    }
    const data = join(path, '..data');
    const former = await readlink(data).catch(() => undefined);
    await symlink(generation, `${data}_tmp`);
    await rename(`${data}_tmp`, data);
    await this.link(path, files);
    if (former !== undefined) {
      await rm(join(path, former), { recursive: true });
    }
  }

  /** Links what is new; a key that is gone leaves a dangling link, which is removed. */
  private async link(path: string, files: Files): Promise<void> {
    const wanted = new Set([...files.keys()].map((file) => file.split('/', 1)[0] ?? file));
    const present = new Set(await topLevelLinks(path));
    for (const name of wanted) {
      if (!present.has(name)) {
        await symlink(join('..data', name), join(path, name));
      }
    }
    for (const name of present) {
      if (!wanted.has(name)) {
        await rm(join(path, name));
      }
    }
  }

  /** `fsGroup` owns all volumes of a pod. */
  private async own(path: string, mode: number): Promise<void> {
    if (this.security.fsGroup !== undefined) {
      await chown(path, 0, this.security.fsGroup);
    }
    await chmod(path, mode); // last: a chown clears the set-group-id bit
  }
}

async function topLevelLinks(path: string): Promise<string[]> {
  return (await readdir(path)).filter((name) => !name.startsWith('..'));
}

function fingerprint(files: Files): string {
  return JSON.stringify(
    [...files].map(([path, { content, mode }]) => [path, mode, content.toString('base64')]),
  );
}
