import { printPromQL } from '../../promql';
import type { ReadRule } from '../read-groups';
import type { RuleGroup } from '../rule';
import type { Lint, RuleInSet } from './lint';

/**
 * Two rules that do the same in different groups: one of them is work for nothing, or was meant to be another.
 * Within one group that is an error, which Prometheus's own tools name as well.
 */
export const ruleDuplicate: Lint = function* (rule, { firstOfKind }) {
  const first = firstOfKind.get(rule.kind);
  if (first !== undefined && first.groupKey !== rule.groupKey) {
    yield {
      complaint: `is what ${describe(first)} says already, with the same labels`,
      remedy: 'Take one of them away.',
    };
  }
};

/** What a rule does, as a text that is the same for those that do the same. */
export function kindOf({ rule, expr }: ReadRule, group: RuleGroup): string {
  const labels = Object.entries({ ...group.labels, ...rule.labels }).sort();
  return JSON.stringify([rule.record, rule.alert, rule.for, labels, printPromQL(expr)]);
}

function describe({ where, group }: RuleInSet): string {
  return [where.subject, `group "${group.name}"`].filter((part) => part !== undefined).join(', ');
}
