import type { Where } from '../problems';
import { injectMatchers, MatcherConflictError, walkPromQL, type Expr } from '../promql';
import { rewritten, type ReadGroup, type ReadRule } from './read-groups';

/**
 * Groups whose rules read only series that have a label, and write only such. Operator: `enforcedNamespaceLabel`.
 *
 * Matchers that ask for another value, and labels of rules that write one, are overridden, with a warning.
 */
export function ownGroups(groups: readonly ReadGroup[], label: string, value: string): readonly ReadGroup[] {
  return groups.map(({ group, rules }) => ({
    group,
    rules: rules.map((rule) => ownRule(rule, label, value)),
  }));
}

function ownRule(read: ReadRule, label: string, value: string): ReadRule {
  const { rule, expr, where } = read;
  const written = rule.labels?.[label];
  if (written !== undefined && written !== value) {
    where.at('labels', label).warning({
      code: 'policy',
      value: written,
      complaint: `becomes "${value}": the label is enforced`,
      remedy: 'Leave it out.',
    });
  }
  refuseInfo(where, expr, label);
  return rewritten({ ...read, expr: ownExpression(where, expr, label, value) }, { [label]: value });
}

function ownExpression(where: Where, expr: Expr, label: string, value: string): Expr {
  try {
    return injectMatchers(expr, { [label]: value });
  } catch (error) {
    if (!(error instanceof MatcherConflictError)) {
      throw error;
    }
    where.at('expr').warning({
      code: 'policy',
      value: error.existing.value,
      complaint: `is asked for as ${label}, and "${value}" is what the rule gets to see: the label is enforced`,
      remedy: `Leave the matchers of ${label} out.`,
    });
    return injectMatchers(expr, { [label]: value }, { onConflict: 'replace' });
  }
}

/** `info(x)` looks up `target_info` by itself, among the series of everybody. */
function refuseInfo(where: Where, expr: Expr, label: string): void {
  walkPromQL(expr, (node) => {
    if (node.type === 'call' && node.name === 'info') {
      where.at('expr').error({
        code: 'policy',
        complaint: `has info(), which reads series of all values of ${label}: nothing can hold it to one`,
        remedy: 'Join with the series of `target_info` by `* on (…) group_left (…)`.',
      });
    }
  });
}
