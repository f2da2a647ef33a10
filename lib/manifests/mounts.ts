import { posix } from 'node:path';
import type { ConfigMap, Container, KeyToPath, PodSpec, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { Manifest } from '../kubernetes';

/** What a container sees of its volumes, as far as the objects tell. Paths are those in the container. */
export interface Mounts {
  readonly files: ReadonlyMap<string, Buffer>;

  /** Files that are there, with contents that nobody but the cluster knows: chosen keys of Secrets. */
  readonly unknownFiles: readonly string[];

  /** Folders that may have any file: whole Secrets, ConfigMaps of others. */
  readonly unknownFolders: readonly string[];

  /** Where volumes are mounted. */
  readonly folders: readonly string[];
}

/** One source of a volume: files by their path in it, all of them or not. */
interface Source {
  readonly files: ReadonlyMap<string, Buffer | undefined>;

  /** Has further files that are not known. */
  readonly open: boolean;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What every container finds in {@link SERVICE_ACCOUNT}. */
const SERVICE_ACCOUNT_FILES = ['token', 'ca.crt', 'namespace'];

/** Rebuilds the view of a container from the ConfigMaps among the objects. */
export function mountsOf(
  { volumeMounts = [] }: Container,
  { volumes = [] }: PodSpec,
  namespace: string,
  manifests: readonly Manifest[],
): Mounts {
  const files = new Map<string, Buffer>();
  const unknownFiles = SERVICE_ACCOUNT_FILES.map((name) => posix.join(SERVICE_ACCOUNT, name));
  const unknownFolders: string[] = [];
  for (const mount of volumeMounts) {
    const volume = volumes.find(({ name }) => name === mount.name);
    for (const source of sourcesOf(volume, namespace, manifests)) {
      for (const [path, content] of mounted(source, mount)) {
        if (content === undefined) {
          unknownFiles.push(path);
        } else {
          files.set(path, content);
        }
      }
      if (source.open) {
        unknownFolders.push(mount.mountPath);
      }
    }
  }
  return {
    files,
    unknownFiles,
    unknownFolders,
    folders: [...volumeMounts.map(({ mountPath }) => mountPath), SERVICE_ACCOUNT],
  };
}

/** Files of a source by their path in the container. */
function mounted(
  { files }: Source,
  { mountPath, subPath }: VolumeMount,
): Array<[string, Buffer | undefined]> {
  return [...files].flatMap(([path, content]) => {
    if (subPath === undefined) {
      return [[posix.join(mountPath, path), content]];
    }
    return path === subPath ? [[mountPath, content]] : [];
  });
}

function sourcesOf(volume: Volume | undefined, namespace: string, manifests: readonly Manifest[]): Source[] {
  const configMap = (name: string | undefined, items: readonly KeyToPath[] | undefined): Source =>
    fromConfigMap(findConfigMap(name, namespace, manifests), items);
  return [
    ...(volume?.configMap === undefined ? [] : [configMap(volume.configMap.name, volume.configMap.items)]),
    ...(volume?.secret === undefined ? [] : [unknown(volume.secret.items)]),
    ...(volume?.projected?.sources ?? []).flatMap((source) => [
      ...(source.configMap === undefined ? [] : [configMap(source.configMap.name, source.configMap.items)]),
      ...(source.secret === undefined ? [] : [unknown(source.secret.items)]),
      ...(source.serviceAccountToken === undefined ? [] : [unknownPaths([source.serviceAccountToken.path])]),
      ...(source.downwardAPI === undefined
        ? []
        : [unknownPaths((source.downwardAPI.items ?? []).map(({ path }) => path))]),
    ]),
  ];
}

function findConfigMap(name: string | undefined, namespace: string, manifests: readonly Manifest[]) {
  return manifests.find(
    ({ kind, metadata }) =>
      kind === 'ConfigMap' && metadata.name === name && (metadata.namespace ?? 'default') === namespace,
  ) as (Manifest & Pick<ConfigMap, 'data' | 'binaryData'>) | undefined;
}

function fromConfigMap(
  configMap: Pick<ConfigMap, 'data' | 'binaryData'> | undefined,
  items: readonly KeyToPath[] | undefined,
): Source {
  if (configMap === undefined) {
    return unknown(items);
  }
  const contents = new Map([
    ...Object.entries(configMap.data ?? {}).map(([key, text]) => [key, Buffer.from(text)] as const),
    ...Object.entries(configMap.binaryData ?? {}).map(
      ([key, text]) => [key, Buffer.from(text, 'base64')] as const,
    ),
  ]);
  if (items === undefined) {
    return { files: contents, open: false };
  }
  // A key that is not there keeps the pod from starting, or is optional: its file is missing either way.
  return {
    files: new Map(
      items.filter(({ key }) => contents.has(key)).map(({ key, path }) => [path, contents.get(key)]),
    ),
    open: false,
  };
}

function unknown(items: readonly KeyToPath[] | undefined): Source {
  return items === undefined ? { files: new Map(), open: true } : unknownPaths(items.map(({ path }) => path));
}

function unknownPaths(paths: readonly string[]): Source {
  return { files: new Map(paths.map((path) => [path, undefined])), open: false };
}
