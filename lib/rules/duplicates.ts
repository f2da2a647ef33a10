import type { Where } from '../problems';
import type { Rule, RuleGroup } from './rule';

/**
 * Reports rules of a group that write the same series: promtool's lint of duplicates. A rule that is there twice
 * is a mistake; two expressions for one name and the same labels may be meant, where each has series of its own.
 */
export function checkDuplicates(where: Where, { rules, labels }: RuleGroup): void {
  const first = new Map<string, number>();
  rules.forEach((rule, index) => {
    const key = identity(rule, labels);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return;
    }
    const [field, name] =
      rule.record === undefined ? (['alert', rule.alert] as const) : (['record', rule.record] as const);
    const finding = { code: 'duplicate', value: name };
    if (rules[earlier]?.expr === rule.expr) {
      where.at('rules', index, field).error({
        ...finding,
        complaint: `is there already, with the same labels and expression: rules[${earlier}]`,
        remedy: 'Leave one of the two out.',
      });
    } else {
      where.at('rules', index, field).warning({
        ...finding,
        complaint: `is written by rules[${earlier}] as well, with the same labels`,
        remedy:
          'Where both expressions yield a series, one overwrites the other. Give one another name or label, or put `or` between the expressions.',
      });
    }
  });
}

/** What its series have in common whatever the expression yields; the rule's own labels win. */
function identity({ alert, record, labels }: Rule, ofGroup: RuleGroup['labels']): string {
  return JSON.stringify([alert, record, Object.entries({ ...ofGroup, ...labels }).sort()]);
}
