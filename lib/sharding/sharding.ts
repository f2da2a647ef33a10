/**
 * How a target finds its shard among `n`.
 *
 * - `jump`: by `instance`, so that series with the same one are on the same shard, whatever their job. From n to n + 1 shards, 1
 *   of n + 1 targets moves, and only to the new shard.
 * - `modulo`: the operator's, by the address. From n to n + 1, n of n + 1 targets move.
 */
export type HashMethod = 'jump' | 'modulo';

/** A shard, as far as targets are concerned. */
export interface Shard {
  /** How many targets it gets, in proportion to the others; undefined where nobody says so of any. */
  readonly weight?: number;

  /** Targets of this zone are its own, together with the other shards of the zone. */
  readonly zone?: string;
}

/** How the targets of a Prometheus are divided: its shards by their numbers. */
export interface Sharding {
  readonly method: HashMethod;
  readonly shards: readonly Shard[];
}

/**
 * Who scrapes the targets of a definition, where it is not one shard for each of them.
 *
 * - `broadcast`: every shard. For a target about which rules join what other targets say, as kube-state-metrics.
 * - `{ shard }`: this shard alone, all of them.
 */
export type ShardingChoice = 'broadcast' | { readonly shard: number };

/** The shards of one zone, or all of them, by their numbers. */
export function shardsIn({ shards }: Sharding, zone?: string): number[] {
  return [...shards.keys()].filter((shard) => zone === undefined || shards[shard]?.zone === zone);
}

/** The zones that have a shard, each once. */
export function zonesOf({ shards }: Sharding): string[] {
  return [...new Set(shards.flatMap(({ zone }) => zone ?? []))];
}

/** The weights of these shards; undefined where each has the same. */
export function weightsOf({ shards }: Sharding, members: readonly number[]): number[] | undefined {
  return shards.every(({ weight }) => weight === undefined)
    ? undefined
    : members.map((shard) => shards[shard]?.weight ?? 1);
}
