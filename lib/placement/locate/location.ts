import type { PlacementReason } from '../placement';

/** Where the series of an expression are, and how it is known. */
export type Location = Local | Replicated | Above;

/**
 * Evaluated on each shard on what it has, the results together are the result: no series twice, none that is missing, none on a
 * shard that has no input.
 */
export interface Local {
  readonly where: 'local';

  /** Labels of keys whose value is still that of the target that the series comes from. */
  readonly intact: ReadonlySet<string>;

  /** Values of labels of keys that all contributing targets have, also where the series have lost the label. */
  readonly facts: ReadonlyMap<string, string>;

  /** The job of whose targets everything comes, where all of them are on one shard. */
  readonly pin?: string;
}

/** The same on every shard. */
export interface Replicated {
  readonly where: 'replicated';
}

/** Needs more than one shard, or what is only there above. */
export interface Above {
  readonly where: 'above';

  /** Innermost first. */
  readonly reasons: readonly PlacementReason[];
}

/** Sets of labels by which the shard of a series is known. */
export type Keys = ReadonlyArray<readonly string[]>;

export const REPLICATED: Replicated = { where: 'replicated' };

/** Known to lie on shards, and nothing else is. */
export const SOMEWHERE: Local = { where: 'local', intact: new Set(), facts: new Map() };

export function above(...reasons: readonly PlacementReason[]): Above {
  return { where: 'above', reasons };
}

/** Whether series that agree on the labels that are kept lie on one shard. */
export function isOnOneShard(
  { pin, facts, intact }: Local,
  keys: Keys,
  keeps: (label: string) => boolean,
): boolean {
  return (
    pin !== undefined ||
    keys.some((key) => key.every((label) => facts.has(label) || (intact.has(label) && keeps(label))))
  );
}

/** The location when only some labels keep their values. */
export function keeping(location: Local, keeps: (label: string) => boolean): Local {
  return { ...location, intact: new Set([...location.intact].filter(keeps)) };
}

/** What holds for the series of both. */
export function common(a: Local, b: Local): Local {
  const { pin } = a;
  return {
    where: 'local',
    intact: new Set([...a.intact].filter((label) => b.intact.has(label))),
    facts: new Map([...a.facts].filter(([label, value]) => b.facts.get(label) === value)),
    ...(pin === undefined || pin !== b.pin ? {} : { pin }),
  };
}
