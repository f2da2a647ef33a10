import type { FiledGroups } from '../input';

/** What pushing down believes of the leaves, whose series come up by federation. */
export interface PushInput {
  /** Rules of the hub. */
  readonly files: readonly FiledGroups[];

  /**
   * External labels of the leaves, the one by which they are told apart first. Series have them above, and not where
   * they are stored.
   */
  readonly carried: readonly [string, ...string[]];

  /** What names of parts begin with. */
  readonly prefix: string;

  /** How many results of {@link aliveName} there are when all leaves can be read: one of each, of each shard where it has several. */
  readonly alive: number;

  /** Values of the first label that the leaves have, where the hub has targets of its own besides. Undefined where it has none. */
  readonly beside: readonly string[] | undefined;

  /** `evaluation_interval` of the hub, as a Prometheus duration. */
  readonly evaluationInterval: string;

  /** `rule_query_offset` of the hub, as a Prometheus duration. @default '0s' */
  readonly queryOffset?: string;

  /** How long results of leaves may be on their way, in milliseconds. */
  readonly delay: number;

  /** How many shards leaves have, by the value of the first label, where they have several. */
  readonly shards?: Readonly<Record<string, number>>;

  /**
   * Where leaves write what they have: how old a sign of life may be, as a Prometheus duration. Undefined where they are asked, and
   * one that does not answer has no series.
   */
  readonly writtenWithin?: string;

  /** Whether leaves are read where they are, by Thanos: all of their samples are there, and it is Thanos that evaluates the rules. @default false */
  readonly byThanos?: boolean;
}

/** What every leaf records about itself. */
export function aliveName(prefix: string): string {
  return `${prefix}:leaf_alive`;
}
