import type {
  ConfigMap,
  DownwardAPIVolumeFile,
  KeyToPath,
  Secret,
  ServiceAccountTokenProjection,
  Volume,
  VolumeProjection,
} from 'kubernetes-types/core/v1';
import type { Api } from '../api';
import { podField, type Place } from './downward';
import type { AdmittedPod } from './pod-identity';

export interface VolumeFile {
  readonly content: Buffer;
  readonly mode: number;
}

/** What a volume holds, by path. */
export type Files = ReadonlyMap<string, VolumeFile>;

/** What several kinds of volume say about the object that they show. */
interface ObjectSource {
  readonly name?: string | undefined;
  readonly items?: readonly KeyToPath[] | undefined;
  readonly optional?: boolean | undefined;
}

type Entries = ReadonlyArray<readonly [key: string, content: Buffer]>;

const DEFAULT_MODE = 0o644;

/** Collects what the volumes of one pod show of API objects. */
export class VolumeFiles {
  /** A token lasts longer than a test: each is asked for once. */
  private readonly tokens = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly api: Api,
    private readonly pod: AdmittedPod,
    private readonly place: Place,
  ) {}

  /** The files of a volume; undefined where it is storage, which no API object fills. */
  async of({ configMap, secret, downwardAPI, projected }: Volume): Promise<Files | undefined> {
    if (configMap !== undefined) {
      return this.configMap(configMap, configMap.defaultMode);
    }
    if (secret !== undefined) {
      return this.secret({ ...secret, name: secret.secretName }, secret.defaultMode);
    }
    if (downwardAPI !== undefined) {
      return this.downward(downwardAPI.items, downwardAPI.defaultMode);
    }
    if (projected === undefined) {
      return undefined;
    }
    const parts = (projected.sources ?? []).map((source) => this.projection(source, projected.defaultMode));
    return new Map((await Promise.all(parts)).flatMap((files) => [...files]));
  }

  private async projection(source: VolumeProjection, mode: number | undefined): Promise<Files> {
    if (source.configMap !== undefined) {
      return this.configMap(source.configMap, mode);
    }
    if (source.secret !== undefined) {
      return this.secret(source.secret, mode);
    }
    if (source.downwardAPI !== undefined) {
      return this.downward(source.downwardAPI.items, mode);
    }
    if (source.serviceAccountToken !== undefined) {
      const content = await this.token(source.serviceAccountToken);
      return new Map([[source.serviceAccountToken.path, { content, mode: mode ?? DEFAULT_MODE }]]);
    }
    throw new Error(`not supported by this test bed: projection of ${Object.keys(source).join()}`);
  }

  private async configMap(source: ObjectSource, mode: number | undefined): Promise<Files> {
    const { data, binaryData } = (await this.find<ConfigMap>('ConfigMap', source)) ?? {};
    return select(source, mode, [...decode(data, 'utf8'), ...decode(binaryData, 'base64')]);
  }

  private async secret(source: ObjectSource, mode: number | undefined): Promise<Files> {
    const { data } = (await this.find<Secret>('Secret', source)) ?? {};
    return select(source, mode, decode(data, 'base64'));
  }

  private async find<T extends ConfigMap | Secret>(
    kind: T['kind'] & string,
    { name = '', optional = false }: ObjectSource,
  ): Promise<T | undefined> {
    const object = await this.api.find<T>({
      apiVersion: 'v1',
      kind,
      namespace: this.pod.metadata.namespace,
      name,
    });
    if (object === undefined && !optional) {
      throw new Error(`${kind} "${name}" not found`);
    }
    return object;
  }

  private downward(items: readonly DownwardAPIVolumeFile[] = [], mode: number | undefined): Files {
    return new Map(
      items.map(({ path, fieldRef = { fieldPath: '' }, mode: own }) => {
        const content = Buffer.from(podField(this.pod, this.place, fieldRef));
        return [path, { content, mode: own ?? mode ?? DEFAULT_MODE }];
      }),
    );
  }

  private async token({ audience }: ServiceAccountTokenProjection): Promise<Buffer> {
    const known = this.tokens.get(audience ?? '');
    if (known !== undefined) {
      return known;
    }
    const token = this.requestToken(audience);
    this.tokens.set(audience ?? '', token);
    return token;
  }

  /** Bound to the pod, as the kubelet's are: it ends with it. */
  private async requestToken(audience: string | undefined): Promise<Buffer> {
    const { namespace, name, uid } = this.pod.metadata;
    const account = this.pod.spec.serviceAccountName ?? 'default';
    const body = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {
        boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid },
        ...(audience !== undefined && { audiences: [audience] }),
      },
    };
    const { status } = await this.api.call<{ status: { token: string } }>(
      'POST',
      `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
      { body },
    );
    return Buffer.from(status.token);
  }
}

function decode(data: Readonly<Record<string, string>> = {}, encoding: BufferEncoding): Entries {
  return Object.entries(data).map(([key, value]) => [key, Buffer.from(value, encoding)]);
}

/** All keys as they are, or those that `items` names, at the paths that it gives them. */
function select(
  { name = '', items, optional = false }: ObjectSource,
  mode = DEFAULT_MODE,
  entries: Entries,
): Files {
  const contents = new Map(entries);
  const chosen: readonly KeyToPath[] = items ?? entries.map(([key]) => ({ key, path: key }));
  const files = new Map<string, VolumeFile>();
  for (const { key, path, mode: own } of chosen) {
    const content = contents.get(key);
    if (content !== undefined) {
      files.set(path, { content, mode: own ?? mode });
    } else if (!optional) {
      throw new Error(`no key "${key}" in "${name}"`);
    }
  }
  return files;
}
