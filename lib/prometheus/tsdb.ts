import type { TsdbConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { checkChoice, checkDuration, compact } from '../values';
import { checkName, prometheusFeatures } from '../versions';
import type { PrometheusModel } from './model';
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

/** Reports an encoding that cannot hold the start timestamps which the server is to store: it would not start. */
export function checkStartTimestamps(
  where: Where,
  { program, features, version, props }: PrometheusModel,
): void {
  const floats = props.tsdb?.chunkEncoding?.floats;
  const stores = features.includes('st-storage') && program === 'server';
  // Before 3.15 the feature of the encoding decides what is used where nothing is said.
  const byFeature = checkName(prometheusFeatures, 'xor2-encoding', version) === undefined;
  if (
    stores &&
    (floats === 'Xor' || (floats === undefined && byFeature && !features.includes('xor2-encoding')))
  ) {
    where.at('tsdb', 'chunkEncoding', 'floats').error({
      code: 'contradiction',
      ...(floats === undefined ? {} : { value: floats }),
      complaint: 'cannot hold the start timestamps that the feature "st-storage" stores',
      remedy: 'Set "Xor2", or leave the feature out.',
    });
  }
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
