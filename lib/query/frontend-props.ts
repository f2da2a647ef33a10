import type { SecretKeySelector } from '../references';
import type { ServedProps, ThanosProps } from './props';
import type { HasQueryEndpoint } from './store-endpoint';

/** A cache in the memory of each pod. */
export interface InMemoryCache {
  readonly type: 'IN-MEMORY';

  /** Such as `256MB`. */
  readonly maxSize: string;

  /** Go duration. @default - as long as there is room */
  readonly validity?: string;
}

/** Memcached that all pods share. */
export interface MemcachedCache {
  readonly type: 'MEMCACHED';

  /** `host:port`, or `dns+host:port` for all pods behind a name. */
  readonly addresses: readonly string[];

  /** Go duration. @default '24h' */
  readonly expiration?: string;
}

/** Redis that all pods share. */
export interface RedisCache {
  readonly type: 'REDIS';

  /** `host:port` */
  readonly addr: string;
  readonly username?: string;
  readonly password?: SecretKeySelector;
  readonly db?: number;
  readonly prefix?: string;

  /** Go duration. @default '24h' */
  readonly expiration?: string;
}

/** Where answers are kept: one of these, or a key of a Secret that holds a whole file of Thanos. */
export type ResponseCache = InMemoryCache | MemcachedCache | RedisCache | SecretKeySelector;

/** Props of `ThanosQueryFrontend`. */
export interface ThanosQueryFrontendProps extends ThanosProps, Pick<ServedProps, 'externalUrl'> {
  /** @default 2 */
  readonly replicas?: number;

  /** The Query that it stands before. */
  readonly query: HasQueryEndpoint;

  /** Long ranges are asked in pieces of this length, as a Go duration; `0` for whole. @default '24h' */
  readonly splitInterval?: string;

  /** Where answers of range queries are kept. @default - nowhere */
  readonly cache?: ResponseCache;

  /** Longest range of a query, as a Go duration. @default - any */
  readonly maxQueryLength?: string;

  /** How many pieces are asked at a time. @default 14 */
  readonly maxQueryParallelism?: number;

  /** Queries that take longer are written into the log, as a Go duration. @default - none */
  readonly logQueriesLongerThan?: string;
}
