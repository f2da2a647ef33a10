import {
  matchersOf,
  metricNamesOf,
  parsePromQL,
  PROMQL_FEATURES,
  satisfies,
  selectorsOf,
  type VectorSelector,
} from '../promql';
import type { Rule } from '../rules';
import { grouped } from './grouped';
import { ALERT_SERIES, selectable } from './locate';
import type { FiledGroup } from './placement';

/** Which of the others a group above reads: results that must be there before it comes to its turn. */
export function readAbove(above: readonly FiledGroup[]): (reader: FiledGroup) => readonly FiledGroup[] {
  const written = above.flatMap((filed) => filed.group.rules.map((rule) => ({ filed, rule })));
  const byName = grouped(
    written.flatMap((each) => seriesOf(each.rule).map((name) => ({ ...each, name }))),
    ({ name }) => name,
  );
  return (reader) => {
    const found = new Set<FiledGroup>();
    for (const selector of reader.group.rules.flatMap(selectorsIn)) {
      for (const name of metricNamesOf(selector) ?? selectable(selector, byName.keys())) {
        const writers = byName.get(name) ?? [];
        writers.filter(({ rule }) => mayWrite(rule, selector)).forEach(({ filed }) => found.add(filed));
      }
    }
    found.delete(reader);
    return [...found];
  };
}

/** Groups are timed once more when their paths are known, and have the same rules then. */
const SELECTORS = new WeakMap<Rule, readonly VectorSelector[]>();

function selectorsIn(rule: Rule): readonly VectorSelector[] {
  const known =
    SELECTORS.get(rule) ?? selectorsOf(parsePromQL(rule.expr, { enableFeatures: PROMQL_FEATURES }));
  SELECTORS.set(rule, known);
  return known;
}

function seriesOf(rule: Rule): readonly string[] {
  return rule.record === undefined ? ALERT_SERIES : [rule.record];
}

/** Whether series of a rule can be meant, by the labels that it sets. */
function mayWrite(rule: Rule, selector: VectorSelector): boolean {
  const labels: Readonly<Record<string, string>> = {
    ...rule.labels,
    ...(rule.alert === undefined ? {} : { alertname: rule.alert }),
  };
  return matchersOf(selector).every((matcher) => {
    const value = labels[matcher.name];
    return value === undefined || value.includes('{{') || satisfies(matcher, value);
  });
}
