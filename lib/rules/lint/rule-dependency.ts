import { metricNamesOf, selectorsOf } from '../../promql';
import { formatDuration } from '../../values';
import type { Lint, RuleInSet } from './lint';

/** Rules of a group are evaluated in their order, groups by themselves: what is read too early is old. */
export const ruleDependency: Lint = function* (rule, { recorded }) {
  const names = new Set(selectorsOf(rule.expr).flatMap((selector) => metricNamesOf(selector) ?? []));
  for (const name of names) {
    const late = (recorded.get(name) ?? []).map((producer) => lateness(rule, producer));
    const [first] = late;
    if (first !== undefined && late.every((each) => each !== undefined)) {
      yield { value: name, ...first };
    }
  }
};

/** Why a rule reads what another one records late; undefined where it does not. */
function lateness(
  reader: RuleInSet,
  producer: RuleInSet,
): { readonly complaint: string; readonly remedy: string } | undefined {
  if (producer.groupKey === reader.groupKey) {
    return producer.index <= reader.index
      ? undefined
      : {
          complaint: 'is recorded further down in the same group: its value is that of the evaluation before',
          remedy: 'Move the recording rule up.',
        };
  }
  return producer.interval <= reader.interval
    ? undefined
    : {
        complaint: `is recorded every ${formatDuration(producer.interval)} by the group "${producer.group.name}", and read every ${formatDuration(reader.interval)}`,
        remedy: 'Give both groups the same interval, or record it more often.',
      };
}
