import { placeRules, type Placement, type PlacementInput } from '../../lib/placement';
import { Where, type Problem } from '../../lib/problems';
import { PROMQL_FEATURES } from '../../lib/promql';
import { readGroups, type Rule, type RuleGroup } from '../../lib/rules';

/** Facts of a small shop: `gateway` is one target, every shard scrapes `kube-state-metrics`. */
export const FACTS: PlacementInput['facts'] = {
  shards: 3,
  jobs: [
    { job: 'gateway', spread: 'singleton' },
    { job: 'kube-state-metrics', spread: 'broadcast', metrics: 'kube_.+' },
  ],
};

/** Places groups, and says what there was to say. */
export function place(
  groups: readonly RuleGroup[],
  given: Partial<PlacementInput> = {},
): { readonly placement: Placement; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const placement = placeRules(new Where(problems, 'facts'), {
    files: [
      {
        file: 'shop',
        groups: readGroups(new Where(problems, 'shop'), groups, { enableFeatures: PROMQL_FEATURES }),
      },
    ],
    facts: FACTS,
    view: 'prometheus',
    evaluationInterval: '30s',
    ...given,
  });
  return { placement, problems };
}

/** The same for the rules of one group, which is called `shop`. */
export function placeOne(rules: readonly Rule[], given: Partial<PlacementInput> = {}) {
  return place([{ name: 'shop', rules }], given);
}
