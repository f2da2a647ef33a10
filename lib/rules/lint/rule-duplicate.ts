import { printPromQL } from '../../promql';
import type { Lint, RuleInSet } from './lint';

/**
 * Two rules that do the same in different groups: one of them is work for nothing, or was meant to be another.
 * Within one group that is an error, which Prometheus's own tools name as well.
 */
export const ruleDuplicate: Lint = function* (rule, { recorded, alerts }) {
  const { record, alert } = rule.rule;
  const namesakes = record === undefined ? alerts.get(alert) : recorded.get(record);
  const first = namesakes?.find((each) => isSame(each, rule));
  if (first !== undefined && first.groupKey !== rule.groupKey) {
    yield {
      complaint: `is what ${describe(first)} says already, with the same labels`,
      remedy: 'Take one of them away.',
    };
  }
};

function isSame(a: RuleInSet, b: RuleInSet): boolean {
  return (
    a === b ||
    (labelsOf(a) === labelsOf(b) && a.rule.for === b.rule.for && printPromQL(a.expr) === printPromQL(b.expr))
  );
}

function labelsOf({ rule, group }: RuleInSet): string {
  return JSON.stringify(Object.entries({ ...group.labels, ...rule.labels }).sort());
}

function describe({ where, group }: RuleInSet): string {
  return [where.subject, `group "${group.name}"`].filter((part) => part !== undefined).join(', ');
}
