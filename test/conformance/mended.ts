import { make, type Made } from './app';
import type { Cluster } from './cluster';
import { REFUSALS, type Refusal } from './mends';

/** What came of a case. */
export interface Mended {
  readonly made: Made;
  readonly cluster: Cluster;

  /** What we refused and the operator does not, and what was taken out for that. */
  readonly refusals: readonly Refusal[];
}

/** Synthesizes, and where we refuse something for known reasons does so again without it. */
export function makeMended(cluster: Cluster, earlier: readonly Refusal[] = []): Mended {
  const made = make(cluster);
  if (made.kind === 'made') {
    return { made, cluster, refusals: earlier };
  }
  const known = made.problems.map((problem) => REFUSALS.find(({ is }) => is(problem)));
  const found = [...new Set(known.filter((each) => each !== undefined))];
  // What no reason covers is ours to explain, and so is what is refused again without it.
  if (known.includes(undefined) || found.some((each) => earlier.includes(each))) {
    return { made, cluster, refusals: earlier };
  }
  const refusals = [...earlier, ...found];
  const mends = found.map(({ mend }) => mend).filter((mend) => mend !== undefined);
  return mends.length < found.length
    ? { made: { kind: 'refused', problems: [] }, cluster, refusals }
    : makeMended(
        mends.reduce((rest, mend) => mend(rest), cluster),
        refusals,
      );
}
