import type { Contribution } from '../synthesis';
import type { LoadedAbove } from './rules-above';
import type { WatchedPart } from './view/monitoring';

/** What others say of a Prometheus. */
export interface Beside {
  /** What hubs want it to record. */
  readonly contributed: readonly Contribution[];

  /** Rules that have been decided about elsewhere, instead of those that it selects. */
  readonly loaded: LoadedAbove | undefined;

  /** The parts of its view. */
  readonly watched: readonly WatchedPart[];
}
