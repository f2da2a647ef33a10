/** What is known, or guessed, of the load of a Prometheus. */
export interface Load {
  /** Series that are scraped at the same time. In a Prometheus that runs: `sum(scrape_samples_scraped)`. */
  readonly series: number;

  /**
   * Series per hour that come new while others go, as pods do. In a Prometheus that runs:
   * `rate(prometheus_tsdb_head_series_created_total[1d]) * 3600`.
   * @default 0
   */
  readonly churnPerHour?: number;

  /** Seconds between two scrapes. */
  readonly scrapeInterval: number;

  /** Seconds for which samples are kept. */
  readonly retention: number;

  /**
   * Bytes of a sample in a block, its part of the index included. In a Prometheus that runs:
   * `rate(prometheus_tsdb_compaction_chunk_size_bytes_sum[1d]) / rate(prometheus_tsdb_compaction_chunk_samples_sum[1d])`.
   * @default 2
   */
  readonly bytesPerSample?: number;

  /** Labels of a series, its name among them. @default 12 */
  readonly labelsPerSeries?: number;

  /** Most bytes of memory that one pod may have, by which shards are counted. @default 16 GiB */
  readonly memoryPerPod?: number;
}

/** What one pod of a shard needs, and how many shards there must be. All sizes are in bytes. */
export interface Sizing {
  readonly shards: number;

  /** In the fullest shard. */
  readonly samplesPerSecond: number;

  /** Series in memory: those of now, and those that have gone since the last block was written. */
  readonly headSeries: number;
  readonly memory: number;

  /** Of the volume, with room for what is written while blocks are put together. */
  readonly disk: number;

  /** Blocks, at the end of the retention: what `retentionSize` may be at most is {@link BLOCKS_SHARE} of the volume. */
  readonly blocks: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const HOUR = 3_600;

/** Samples are in memory until a block of two hours is written, which begins half of that later. */
const HEAD_HOURS = 3;

/** Of a series in memory, and of each of its labels. */
const BYTES_PER_SERIES = 732 + 2 * 40;
const BYTES_PER_LABEL = 32;

/** A chunk is written to disk when it is full, and half of its space is empty then. */
const SAMPLES_PER_CHUNK = 120;
const CHUNK_OVERHEAD = 1.5;

/** Go collects garbage when there is as much of it as of what is used. */
const GARBAGE = 2;

/** For queries, rules, and blocks that are written. */
const WORK = 1.5;

/** Of a process that scrapes nothing. */
const BYTES_OF_PROCESS = 128 * MIB;

/** Of a sample in the write-ahead log, compressed. */
const BYTES_PER_LOGGED_SAMPLE = 7;

/** A part of the volume that blocks may fill: the rest is for the log, and for blocks that are put together. */
export const BLOCKS_SHARE = 0.85;

/** How much more than the mean the fullest shard has. */
const IMBALANCE = 1.15;

const USUAL = { churnPerHour: 0, bytesPerSample: 2, labelsPerSeries: 12, memoryPerPod: 16 * GIB };

/** What a load needs. Where the formulae are from, and what they leave out: docs/sizing.md. */
export function sizingOf(load: Load): Sizing {
  const known = { ...USUAL, ...load };
  const { series, churnPerHour, scrapeInterval, retention, bytesPerSample, memoryPerPod } = known;
  const perSeries = bytesPerSeries(known.labelsPerSeries, bytesPerSample);
  const headSeries = series + churnPerHour * HEAD_HOURS;
  const room = Math.max((memoryPerPod - BYTES_OF_PROCESS) / perSeries, 1);
  const shards = headSeries <= room ? 1 : Math.ceil((headSeries * IMBALANCE) / room);
  const share = shards === 1 ? 1 : IMBALANCE / shards;
  const samplesPerSecond = (series / scrapeInterval) * share;
  const blocks = samplesPerSecond * retention * bytesPerSample;
  const log = samplesPerSecond * HEAD_HOURS * HOUR * BYTES_PER_LOGGED_SAMPLE;
  return {
    shards,
    samplesPerSecond,
    headSeries: headSeries * share,
    memory: BYTES_OF_PROCESS + headSeries * share * perSeries,
    disk: Math.max(blocks / BLOCKS_SHARE, blocks + log),
    blocks,
  };
}

function bytesPerSeries(labels: number, bytesPerSample: number): number {
  const series = BYTES_PER_SERIES + BYTES_PER_LABEL * labels;
  const chunk = SAMPLES_PER_CHUNK * bytesPerSample * CHUNK_OVERHEAD;
  return (series + chunk) * GARBAGE * WORK;
}
