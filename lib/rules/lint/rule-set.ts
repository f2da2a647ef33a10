import { outputLabels } from '../../promql';
import { parseDuration } from '../../values';
import type { ReadGroup } from '../read-groups';
import type { LintContext, RuleInSet } from './lint';
import { kindOf } from './rule-duplicate';

/** What of a Prometheus matters to its rules. */
export interface Surroundings {
  /** Milliseconds between two evaluations of groups that do not say. */
  readonly evaluationInterval: number;
  readonly scrapeInterval: number;
  readonly externalLabels: ReadonlySet<string>;
  readonly jobs: ReadonlySet<string> | undefined;
  readonly isOpen: boolean;
}

/** All rules of a Prometheus, each with what lints ask about it. */
export function ruleSet(
  groups: ReadonlyArray<ReadGroup & { readonly key: string }>,
  { evaluationInterval, ...surroundings }: Surroundings,
): LintContext {
  const rules = groups.flatMap(({ group, rules: read, key }) => {
    const interval = parseDuration(group.interval ?? '') ?? evaluationInterval;
    return read.map((each, index): RuleInSet => ({
      ...each,
      group,
      groupKey: `${key}/${group.name}`,
      interval: interval === 0 ? evaluationInterval : interval,
      index,
      kind: kindOf(each, group),
      labels: outputLabels(each.expr),
    }));
  });
  return {
    ...surroundings,
    rules,
    recorded: byName(rules, ({ rule }) => rule.record),
    firstOfKind: new Map([...rules].reverse().map((rule) => [rule.kind, rule])),
    alerts: byName(rules, ({ rule }) => rule.alert),
  };
}

function byName(
  rules: readonly RuleInSet[],
  nameOf: (rule: RuleInSet) => string | undefined,
): ReadonlyMap<string, readonly RuleInSet[]> {
  const result = new Map<string, RuleInSet[]>();
  for (const rule of rules) {
    const name = nameOf(rule);
    const namesakes = name === undefined ? undefined : (result.get(name) ?? []);
    if (name !== undefined && namesakes !== undefined) {
      namesakes.push(rule);
      result.set(name, namesakes);
    }
  }
  return result;
}
