import type { Where } from '../problems';
import type { Rule, RuleGroup } from './rule';

/**
 * Reports rules of a group that are there twice. Several expressions for one name and the same labels, which promtool's
 * lint calls duplicates as well, are common where each yields series of its own: kube-prometheus has some.
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
    where.at('rules', index, field).error({
      code: 'duplicate',
      value: name,
      complaint: `is there already, with the same labels and expression: rules[${earlier}]`,
      remedy: 'Leave one of the two out.',
    });
  });
}

/** All that makes its series; the rule's own labels win. */
function identity({ alert, record, expr, labels }: Rule, ofGroup: RuleGroup['labels']): string {
  return JSON.stringify([alert, record, expr, Object.entries({ ...ofGroup, ...labels }).sort()]);
}
