import type { TsdbConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { checkChoice, checkDuration, compact } from '../values';
import { checkShare } from './share';

/** Settings of the database. Operator: `TSDBSpec`; upstream: `<tsdb>`. */
export interface Tsdb {
  /** How much older than the newest sample a sample may be, as a Prometheus duration. @default '0s' */
  readonly outOfOrderTimeWindow?: string;

  /** Share of stale series in memory that starts their compaction, from 0 to 1. @default 0, never */
  readonly staleSeriesCompactionThreshold?: number;

  /** Encoding of new chunks. Older releases cannot read `Xor2`. */
  readonly chunkEncoding?: {
    /** @default 'Xor' */
    readonly floats?: 'Xor' | 'Xor2';
  };
}

const FLOATS = { Xor: 'xor', Xor2: 'xor2' } as const;

export function checkTsdb(where: Where, tsdb: Tsdb): void {
  checkDuration(where.at('outOfOrderTimeWindow'), tsdb.outOfOrderTimeWindow);
  checkShare(where.at('staleSeriesCompactionThreshold'), tsdb.staleSeriesCompactionThreshold);
  checkChoice(where.at('chunkEncoding', 'floats'), tsdb.chunkEncoding?.floats, Object.keys(FLOATS));
}

/** The settings, natively; without retention, which has props of its own. */
export function renderTsdb(tsdb: Tsdb): TsdbConfig {
  const { floats } = tsdb.chunkEncoding ?? {};
  return compact<TsdbConfig>({
    out_of_order_time_window: tsdb.outOfOrderTimeWindow,
    stale_series_compaction_threshold: tsdb.staleSeriesCompactionThreshold,
    chunk_encoding: floats && { floats: FLOATS[floats] },
  });
}
