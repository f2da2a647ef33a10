import type { Placement } from '../placement';
import type { Decision, MadeDecision } from '../synthesis';
import type { PrometheusModel } from './model';

const KIND = 'placement';

/** Where the rules of several shards are evaluated: from their files alone it cannot be said any more what they were before, nor why. */
export interface PlacementDecision {
  readonly shards: number;
  readonly placement: Placement;
}

/** None where there is but one shard, which evaluates everything. */
export function placementDecisions(
  { name, namespace, sharding }: PrometheusModel,
  placement: Placement | undefined,
): Decision[] {
  if (placement === undefined) {
    return [];
  }
  const content: PlacementDecision = { shards: sharding.shards.length, placement };
  return [{ kind: KIND, subject: `prometheus/${name}`, namespace, content }];
}

/** What was decided about rules, among all that was decided. */
export function placementsIn(
  decisions: readonly MadeDecision[],
): Array<Omit<MadeDecision, 'content'> & { readonly content: PlacementDecision }> {
  return decisions
    .filter(({ kind }) => kind === KIND)
    .map((decision) => ({ ...decision, content: decision.content as PlacementDecision }));
}
