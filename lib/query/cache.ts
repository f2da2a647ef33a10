import type { EnvVar } from 'kubernetes-types/core/v1';
import type { FileContext } from '../http';
import { renderYaml } from '../native';
import type { CacheFile } from '../native/thanos';
import type { Where } from '../problems';
import type { SecretKeySelector } from '../references';
import { compact } from '../values';
import type { ResponseCache } from './frontend-props';

/** A cache, ready for the command line. */
export interface RenderedCache {
  readonly path: string;

  /** Its text, where we write it. */
  readonly text?: string;
  readonly env: readonly EnvVar[];
}

const PASSWORD = 'CACHE_PASSWORD';

/**
 * The file and its environment.
 *
 * @param ownPath where the pod finds the file that we write
 */
export function renderCache(
  where: Where,
  cache: ResponseCache,
  ownPath: string,
  { files, referrer }: FileContext,
): RenderedCache {
  if ('key' in cache) {
    return { path: files.secret(where, cache, referrer), env: [] };
  }
  const env = cache.type === 'REDIS' && cache.password !== undefined ? [password(cache.password)] : [];
  // Thanos puts the password in as it is: in quotes it cannot become anything but a text.
  const text = renderYaml(native(cache)).replace(`: $(${PASSWORD})`, `: '$(${PASSWORD})'`);
  return { path: ownPath, text, env };
}

function native(cache: Exclude<ResponseCache, SecretKeySelector>): CacheFile {
  switch (cache.type) {
    case 'IN-MEMORY':
      return { type: cache.type, config: compact({ max_size: cache.maxSize, validity: cache.validity }) };
    case 'MEMCACHED':
      return {
        type: cache.type,
        config: compact({ addresses: cache.addresses, expiration: cache.expiration }),
      };
    case 'REDIS':
      return {
        type: cache.type,
        config: compact({
          addr: cache.addr,
          username: cache.username,
          password: cache.password === undefined ? undefined : `$(${PASSWORD})`,
          db: cache.db,
          prefix: cache.prefix,
          expiration: cache.expiration,
        }),
      };
  }
}

function password({ name, key }: SecretKeySelector): EnvVar {
  return { name: PASSWORD, valueFrom: { secretKeyRef: { name, key } } };
}
