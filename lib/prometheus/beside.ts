import type { Contribution } from '../synthesis';
import type { HubReaders } from './hub-readers';
import type { LoadedAbove } from './rules-above';
import type { WatchedPart } from './view/monitoring';

/** What others say of a Prometheus. */
export interface Beside {
  /** What hubs want it to record. */
  readonly contributed: readonly Contribution[];

  /** Rules that have been decided about elsewhere, instead of those that it selects. */
  readonly loaded: LoadedAbove | undefined;

  /** The parts of its view, or of what reads its leaves. */
  readonly watched: readonly WatchedPart[];

  /** What reads its leaves by Thanos. */
  readonly readers: HubReaders | undefined;
}
