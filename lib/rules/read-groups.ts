import type { Where } from '../problems';
import type { Expr, PromQLOptions } from '../promql';
import { readExpression } from './expression';
import type { Rule, RuleGroup } from './rule';

/** A rule whose expression was understood, and where it stands. */
export interface ReadRule {
  readonly rule: Rule;
  readonly expr: Expr;
  readonly where: Where;
}

/** A group, and those of its rules that were understood. */
export interface ReadGroup {
  readonly group: RuleGroup;
  readonly rules: readonly ReadRule[];
}

/** Reads the expressions of groups as one Prometheus does, and reports those that it would not take. */
export function readGroups(
  where: Where,
  groups: readonly RuleGroup[],
  options: PromQLOptions,
): readonly ReadGroup[] {
  return groups.map((group, index) => ({
    group,
    rules: group.rules.flatMap((rule, position) => {
      const at = where.at('groups', index, 'rules', position);
      const expr = readExpression(at.at('expr'), rule.expr, options);
      return expr === undefined ? [] : [{ rule, expr, where: at }];
    }),
  }));
}
