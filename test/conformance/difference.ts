import type { Fields, Objects } from './corpus';
import type { ReasonId } from './reasons';
import { same } from './walk';

/** What a case says about the cluster that the operator ran in. */
export interface Surroundings {
  /** Namespace of the Prometheus. */
  readonly namespace: string;
  readonly secrets: Objects;

  /** The spec of the Prometheus. */
  readonly spec: Fields;

  /** The release of the case. */
  readonly version?: string | undefined;

  /** Jobs of ScrapeConfigs that have no relabelings. */
  readonly withoutRelabelings: readonly string[];
}

/** A way to write the same thing on which we and the operator differ on purpose. */
export interface Difference {
  readonly reason: ReasonId;

  /** Takes the difference out of what the operator writes. */
  readonly theirs?: (written: Fields, surroundings: Surroundings) => Fields;

  /** Takes it out of what we write. */
  readonly ours?: (written: Fields, surroundings: Surroundings) => Fields;
}

/** Two texts without their differences, and the reasons that it took. */
export interface Compared {
  readonly ours: Fields;
  readonly theirs: Fields;
  readonly reasons: readonly ReasonId[];
}

/** Takes the differences out, and says which of them were needed for the two to be equal. */
export function compare(
  ours: Fields,
  theirs: Fields,
  differences: readonly Difference[],
  surroundings: Surroundings,
): Compared {
  const all = takeOut(ours, theirs, differences, surroundings);
  if (!same(all.ours, all.theirs)) {
    return { ...all, reasons: [] };
  }
  const needed = differences.reduce((kept, difference) => {
    const fewer = kept.filter((each) => each !== difference);
    const rest = takeOut(ours, theirs, fewer, surroundings);
    return same(rest.ours, rest.theirs) ? fewer : kept;
  }, differences);
  return { ...all, reasons: needed.map(({ reason }) => reason) };
}

function takeOut(
  ours: Fields,
  theirs: Fields,
  differences: readonly Difference[],
  surroundings: Surroundings,
): Omit<Compared, 'reasons'> {
  return differences.reduce(
    (before, difference) => ({
      ours: difference.ours?.(before.ours, surroundings) ?? before.ours,
      theirs: difference.theirs?.(before.theirs, surroundings) ?? before.theirs,
    }),
    { ours, theirs },
  );
}
