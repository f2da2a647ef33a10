import type { Duration, Size } from './scalars';

/** Settings of storage that a reload may change (`configuration.md#configuration-file`). */
export interface StorageConfig {
  /** The database. */
  readonly tsdb?: TsdbConfig;

  /** The buffer of exemplars. */
  readonly exemplars?: ExemplarsConfig;
}

/** The database (`configuration.md#tsdb`). */
export interface TsdbConfig {
  /** How much older than the newest sample a sample may be. Default `0s`. */
  readonly out_of_order_time_window?: Duration;

  /** Share of stale series in memory, from 0 to 1, that starts their compaction; 0 for never. Default 0. */
  readonly stale_series_compaction_threshold?: number;

  /** Encoding of chunks. */
  readonly chunk_encoding?: ChunkEncodingConfig;

  /** How long, or how many, samples are kept. Whichever limit is reached first counts. */
  readonly retention?: RetentionConfig;
}

/** Encoding of new chunks (`configuration.md#tsdb`). */
export interface ChunkEncodingConfig {
  /**
   * Encoding of floats. Releases and tools that do not know `xor2` cannot read blocks that contain it.
   * Default `xor`.
   */
  readonly floats?: 'xor' | 'xor2';
}

/** Limits of what is kept (`configuration.md#tsdb`). Each wins over the flag of the same name. */
export interface RetentionConfig {
  /** Age, 0 for any. Default `15d` where no other limit is given. */
  readonly time?: Duration;

  /** Bytes of all blocks, 0 for any number. Default 0. */
  readonly size?: Size;

  /** Share of the volume, in percent, that blocks may take, 0 for any. Default 0. */
  readonly percentage?: number;
}

/** The buffer of exemplars (`configuration.md#exemplars`). Needs the feature `exemplar-storage`. */
export interface ExemplarsConfig {
  /** How many exemplars of all series are kept in memory. Default 100000. */
  readonly max_exemplars?: number;
}
