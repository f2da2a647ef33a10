import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';

export const storageSections = {
  storage: {
    tsdb: section('tsdb'),
    exemplars: section('exemplars'),
  },
  tsdb: {
    out_of_order_time_window: old,
    retention: section('retention', since('3.8', '#17026')),
    stale_series_compaction_threshold: since('3.10', '#16929'),
    chunk_encoding: section('chunk_encoding', since('3.13', '#18769')),
  },
  retention: {
    ...each(since('3.8', '#17026'), 'time', 'size'),
    percentage: since('3.11', '#18080'),
  },
  chunk_encoding: {
    floats: since('3.13', '#18769'),
  },
  exemplars: {
    max_exemplars: old,
  },
} satisfies Catalogue;
