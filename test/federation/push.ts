import { pushRules, type PushedRules, type PushInput } from '../../lib/placement';
import { Where, type Problem } from '../../lib/problems';
import { PROMQL_FEATURES } from '../../lib/promql';
import { readGroups, type RuleGroup } from '../../lib/rules';

/**
 * Pushes groups down from a hub over two leaves, `eu` and `us`.
 *
 * @param problems what is wrong with what is left to the hub
 */
export function push(
  groups: readonly RuleGroup[],
  given: Partial<PushInput> = {},
  problems: Problem[] = [],
): PushedRules {
  const read = readGroups(new Where(problems, 'shop'), groups, { enableFeatures: PROMQL_FEATURES });
  if (problems.length > 0) {
    throw new Error(JSON.stringify(problems));
  }
  return pushRules({
    files: [{ file: 'shop', groups: read }],
    carried: ['cluster', 'prometheus'],
    prefix: 'federated:hub',
    alive: 2,
    beside: undefined,
    evaluationInterval: '30s',
    delay: 20_000,
    ...given,
  });
}
