import type { VectorSelector } from '../promql';
import type { Relabeling } from '../scrape';
import type { Resource } from '../synthesis';
import { parseDuration } from '../values';
import { writtenAt } from './address';
import { jobNameOf } from './jobs';
import { leavesOf, type Leaf } from './leaves';
import { minimal, relabelingsFor, selectionOf, selectionsOnLeaf } from './match';
import type { FederationProps } from './props';

/** How long a leaf collects what it sends, and how long that may take, in milliseconds. */
export interface WriteTimes {
  readonly deadline: number;
  readonly timeout: number;
}

/** Upstream's defaults, which are not exceeded. */
const LONGEST_DEADLINE = 5_000;
const LONGEST_TIMEOUT = 30_000;
const SHORTEST_DEADLINE = 1_000;

/**
 * Together less than an interval of the rules, as a rule, so that what was made in one is there in the next.
 *
 * @param ruleInterval the shortest of the hub's rules, in milliseconds
 */
export function writeTimesOf({ remoteTimeout }: FederationProps, ruleInterval: number): WriteTimes {
  const whole = (milliseconds: number): number => Math.max(1_000, Math.floor(milliseconds / 1_000) * 1_000);
  const given = remoteTimeout === undefined ? undefined : parseDuration(remoteTimeout);
  return {
    deadline: Math.max(SHORTEST_DEADLINE, Math.min(LONGEST_DEADLINE, whole(ruleInterval / 6))),
    timeout: given ?? Math.min(LONGEST_TIMEOUT, whole((ruleInterval * 2) / 3)),
  };
}

/** What a leaf writes to one replica of the hub. */
export interface FederationWrite {
  readonly leaf: Leaf;

  /** Unique on the leaf. */
  readonly name: string;
  readonly url: string;

  /** What lets through what the hub wants, and nothing else. */
  readonly relabelings: readonly Relabeling[];
}

/** What leaves write: each to each replica of the hub. */
export function federationWrites(
  federation: Resource<FederationProps>,
  selectors: readonly VectorSelector[],
): FederationWrite[] {
  const name = jobNameOf(federation);
  const wanted = minimal(selectors.map(selectionOf));
  return leavesOf(federation.spec).flatMap((leaf) => {
    const relabelings = relabelingsFor(selectionsOnLeaf(wanted, leaf.endpoint.externalLabels));
    return writtenAt(leaf).map((url, index, { length }) => ({
      leaf,
      name: length === 1 ? name : `${name}/${index}`,
      url,
      relabelings,
    }));
  });
}
