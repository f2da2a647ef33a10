import type { Where } from '../problems';
import { prettyPromQL, type Expr, type PromQLOptions } from '../promql';
import { readExpression } from './expression';
import type { Rule, RuleGroup } from './rule';

/** A rule, and where it stands. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly where: Where;
}

/** A rule whose expression was understood. */
export interface ReadRule extends PlacedRule {
  readonly expr: Expr;

  /** Lints that comments in the expression turn off. */
  readonly silenced: ReadonlySet<string>;
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
  return groups.map((group, index) => {
    const at = where.at('groups', index);
    const placed = group.rules.map((rule, position) => ({ rule, where: at.at('rules', position) }));
    return { group, rules: readRules(placed, options) };
  });
}

/** The same for rules, wherever they stand. */
export function readRules(rules: readonly PlacedRule[], options: PromQLOptions): readonly ReadRule[] {
  return rules.flatMap(({ rule, where }) => {
    const expr = readExpression(where.at('expr'), rule.expr, options);
    return expr === undefined ? [] : [{ rule, where, expr, silenced: silencedLints(rule.expr) }];
  });
}

/** A comment that turns a lint off for the rule, as pint has it. */
const DISABLE = /#[ \t]*pint[ \t]+disable[ \t]+([^\s(]+)/g;

function silencedLints(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(DISABLE)].map(([, name = '']) => name));
}

/** A rule whose text says what its expression has become, and whose result has further labels. */
export function rewritten(read: ReadRule, labels: Readonly<Record<string, string>>): ReadRule {
  const { rule, expr } = read;
  return {
    ...read,
    rule: { ...rule, expr: prettyPromQL(expr), labels: { ...rule.labels, ...labels } },
  };
}

/** The group as Prometheus is to load it. */
export function groupOf({ group, rules }: ReadGroup): RuleGroup {
  return { ...group, rules: rules.map(({ rule }) => rule) };
}
