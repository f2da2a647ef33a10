import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, PodSecurityContext } from 'kubernetes-types/core/v1';
import { Process } from '../processes';
import { expand, type Environment } from './environment';
import type { Image } from './images';
import { writeEtc } from './names';
import type { Volumes } from './volumes';

const CONTAINER_SH = join(__dirname, 'container.sh');

/** What of this machine every container sees, read-only: a shell and the libraries that a program needs. */
const BASE = ['/usr', '/lib', '/lib64'].filter((path) => existsSync(path));

/** Where containers find the names of the cluster. A folder, so that the file in it can be replaced. */
const NAMES = '/run/names';

export interface ContainerSetting {
  /** A folder for the container's own files. */
  readonly dir: string;
  readonly image: Image;
  readonly env: Environment;
  readonly volumes: Volumes;

  /** The network namespace of the pod. */
  readonly network: string;

  /** The folder that holds `hosts`. */
  readonly names: string;
  readonly podSecurity: PodSecurityContext | undefined;
}

interface Mount {
  readonly source: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/**
 * Starts a container as a process: in its pod's network, with a root of its own that holds the image's
 * programs and the container's mounts and nothing else, as the user that it asks for, without capabilities.
 *
 * It runs in this machine's process namespace: the process that is returned is the program itself.
 */
export async function startContainer(container: Container, setting: ContainerSetting): Promise<Process> {
  const { dir, image, env, podSecurity, network } = setting;
  const root = join(dir, 'root');
  await writeRoot(root);
  const mounts = join(dir, 'mounts');
  await writeFile(mounts, (await mountsOf(container, setting)).map(mountLine).join(''));

  const user = container.securityContext?.runAsUser ?? podSecurity?.runAsUser ?? image.user;
  const group = container.securityContext?.runAsGroup ?? podSecurity?.runAsGroup ?? user;
  const groups = [group, podSecurity?.fsGroup, ...(podSecurity?.supplementalGroups ?? [])];
  if (podSecurity?.runAsNonRoot === true && user === 0) {
    throw new Error(`container "${container.name}" has runAsNonRoot and would run as root`);
  }

  return Process.start(
    'nsenter',
    [
      `--net=${network}`,
      ...['unshare', '--mount', CONTAINER_SH, root, mounts, String(user), String(group)],
      groups.filter((each) => each !== undefined).join(','),
      container.workingDir ?? image.workdir,
      container.securityContext?.readOnlyRootFilesystem === true ? 'readonly' : 'writable',
      ...commandOf(container, image, env),
    ],
    { name: container.name, log: join(dir, 'log'), env: { PATH: '/bin:/usr/bin:/usr/sbin', ...env } },
  );
}

/** Refuses what a real node would do and this one would leave out in silence. */
export function expectPlayable(container: Container): void {
  const { lifecycle, envFrom, volumeDevices, volumeMounts = [] } = container;
  const probes = [container.startupProbe, container.readinessProbe, container.livenessProbe];
  const unknown = {
    lifecycle,
    envFrom,
    volumeDevices,
    subPathExpr: volumeMounts.find(({ subPathExpr }) => subPathExpr !== undefined),
    'exec or grpc in a probe': probes.find((probe) => probe?.exec ?? probe?.grpc),
  };
  const found = Object.entries(unknown).flatMap(([what, value]) => (value === undefined ? [] : [what]));
  if (found.length > 0) {
    throw new Error(`container "${container.name}": this test bed cannot play ${found.join(', ')}`);
  }
}

/** `command` replaces the image's entrypoint, `args` follow either. */
function commandOf({ command, args = [] }: Container, image: Image, env: Environment): string[] {
  return [...(command ?? image.entrypoint), ...args].map((part) => expand(part, env));
}

/** A container that is started again starts with the files that it left: none that matters here. */
async function writeRoot(root: string): Promise<void> {
  for (const folder of ['bin', 'proc', 'dev', 'tmp']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await chmod(join(root, 'tmp'), 0o1777);
  if (existsSync(join(root, 'bin/sh'))) {
    return;
  }
  await symlink('/usr/bin/sh', join(root, 'bin/sh'));
  await writeEtc(join(root, 'etc'), NAMES);
}

/** Parents first, so that a mount below another one is not hidden by it. */
async function mountsOf(container: Container, { image, volumes, names }: ContainerSetting): Promise<Mount[]> {
  const base = [...BASE, '/proc', '/dev'].map((path) => ({
    source: path,
    path,
    readOnly: BASE.includes(path),
  }));
  const programs = Object.entries(image.programs).map(([path, source]) => ({ source, path, readOnly: true }));
  const mounts = (container.volumeMounts ?? []).map(async (mount) => ({
    source: await volumes.source(mount),
    path: mount.mountPath,
    readOnly: mount.readOnly ?? false,
  }));
  const all = [
    ...base,
    { source: names, path: NAMES, readOnly: true },
    ...programs,
    ...(await Promise.all(mounts)),
  ];
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function mountLine({ source, path, readOnly }: Mount): string {
  return `${readOnly ? 'ro' : 'rw'}\t${source}\t${path}\n`;
}
