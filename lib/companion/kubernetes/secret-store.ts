import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Secret } from 'kubernetes-types/core/v1';
import { DEFAULT_LIMITS } from '../mesh';
import { StoreLimitError, type StorePort } from '../rollout';
import type { KubernetesApi } from './api';
import { ApiError } from './api-error';

const KEY = 'mesh-state.gz';

/** Bytes. The API server takes 1 MiB of data in a Secret; the rest is for what else may be in it. */
export const LARGEST_SECRET = 900 * 1024;

/**
 * A copy of the mesh in a Secret: silences tell of what is wrong, and who works on it.
 *
 * It may be made by manifests, empty: then no right to create is needed, and it stays theirs but for one key.
 */
export class SecretStore implements StorePort {
  readonly name: string;
  private readonly path: string;

  constructor(
    private readonly api: KubernetesApi,
    private readonly namespace: string,
    private readonly secret: string,
  ) {
    this.name = `Secret ${namespace}/${secret}`;
    this.path = `/api/v1/namespaces/${namespace}/secrets`;
  }

  async read(signal: AbortSignal): Promise<Uint8Array | undefined> {
    const { data } = await this.api
      .get<Secret>(`${this.path}/${this.secret}`, signal)
      .catch(unlessMissing<Secret>({}));
    const packed = data?.[KEY];
    return packed === undefined
      ? undefined
      : promisify(gunzip)(Buffer.from(packed, 'base64'), { maxOutputLength: DEFAULT_LIMITS.unpacked });
  }

  async write(state: Uint8Array, signal: AbortSignal): Promise<void> {
    const packed = await promisify(gzip)(state);
    if (packed.length > LARGEST_SECRET) {
      throw new StoreLimitError(this.name, packed.length, LARGEST_SECRET);
    }
    const data = { [KEY]: packed.toString('base64') };
    const patch = { body: { data }, contentType: 'application/merge-patch+json', signal };
    const written = await this.api
      .call<Secret>('PATCH', `${this.path}/${this.secret}`, patch)
      .catch(unlessMissing<undefined>(undefined));
    if (written === undefined) {
      const metadata = { namespace: this.namespace, name: this.secret };
      const body: Secret = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata, data };
      await this.api.call('POST', this.path, { body, signal });
    }
  }
}

function unlessMissing<T>(fallback: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof ApiError && error.status === 404) {
      return fallback;
    }
    throw error;
  };
}
