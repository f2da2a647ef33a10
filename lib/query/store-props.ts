import type { SecretKeySelector } from '../references';
import type { GrpcServerTls } from './grpc-tls';
import type { ObjectStorageProps } from './objstore';
import type { StatefulProps, ThanosProps } from './props';

/** Props of `ThanosStore`. */
export interface ThanosStoreProps extends ThanosProps, StatefulProps, ObjectStorageProps {
  /** Each serves all blocks. @default 2 */
  readonly replicas?: number;

  /** Where blocks are older than this only they are served, as a time or a duration before now: `-6h`. @default - all */
  readonly maxTime?: string;
  readonly minTime?: string;

  /** Memory of the index cache of each pod: `250MB`. @default '250MB' */
  readonly indexCacheSize?: string;

  /** An index cache that pods share: a key of a Secret that holds a whole file of Thanos. Excludes `indexCacheSize`. */
  readonly indexCacheConfig?: SecretKeySelector;

  /** Memory for chunks of each pod: `2GB`. @default '2GB' */
  readonly chunkPoolSize?: string;

  /** How often new blocks are looked for, as a Go duration. @default '15m' */
  readonly syncBlockDuration?: string;
  readonly grpcServerTlsConfig?: GrpcServerTls;

  /** Labels that tell copies of series in the storage apart: replicas that uploaded the same. @default - those of the other endpoints */
  readonly replicaLabels?: readonly string[];
}
