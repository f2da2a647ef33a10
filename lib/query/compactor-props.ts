import type { ObjectStorageProps } from './objstore';
import type { StatefulProps, ThanosProps } from './props';

/** How long blocks are kept, by their resolution. Durations may have days: `90d`; `0d` for ever. */
export interface CompactorRetention {
  /** Every sample. @default '0d' */
  readonly raw?: string;

  /** A sample of each five minutes. @default '0d' */
  readonly fiveMinutes?: string;

  /** A sample of each hour. @default '0d' */
  readonly oneHour?: string;
}

/** Props of `ThanosCompactor`. */
export interface ThanosCompactorProps extends ThanosProps, StatefulProps, ObjectStorageProps {
  readonly retention?: CompactorRetention;

  /** Whether blocks of lower resolution are made, for long ranges. @default true */
  readonly downsampling?: boolean;

  /** Labels that tell replicas apart: their blocks become one. With them, `deduplication` says how. @default - replicas are kept side by side */
  readonly replicaLabels?: readonly string[];

  /** How samples of replicas become one: `penalty` for such that scrape at different times, upstream's own for equal ones. @default 'penalty' */
  readonly deduplication?: 'penalty' | 'none';

  /** @default 1 */
  readonly compactConcurrency?: number;

  /** @default 1 */
  readonly downsampleConcurrency?: number;

  /** How long after a block was marked it is deleted, as a Go duration. @default '48h' */
  readonly deleteDelay?: string;
}
