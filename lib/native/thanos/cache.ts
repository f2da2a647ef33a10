/** File of the caches of Query Frontend and Store. `$(NAME)` in a text stands for a variable of the environment. */
export interface CacheFile {
  readonly type: 'IN-MEMORY' | 'MEMCACHED' | 'REDIS';
  readonly config: Readonly<Record<string, unknown>>;
}
