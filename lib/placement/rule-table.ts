import type { ReadRule, RuleGroup } from '../rules';
import { grouped } from './grouped';
import type { PlacementInput } from './input';

/** A rule, and where it was written. */
export interface RuleEntry {
  readonly file: string;
  readonly group: RuleGroup;

  /** Index in its group. */
  readonly index: number;
  readonly read: ReadRule;
  readonly name: string;
  readonly kind: 'alert' | 'record';

  /** Those of the group among them. */
  readonly labels: Readonly<Record<string, string>>;
}

/** All rules in order. */
export function ruleTable({ files }: Pick<PlacementInput, 'files'>): RuleEntry[] {
  return files.flatMap(({ file, groups }) =>
    groups.flatMap(({ group, rules }) =>
      rules.map((read, position): RuleEntry => {
        const { rule } = read;
        const written = group.rules.indexOf(rule);
        return {
          file,
          group,
          index: written === -1 ? position : written,
          read,
          name: rule.record ?? rule.alert,
          kind: rule.record === undefined ? 'alert' : 'record',
          labels: { ...group.labels, ...rule.labels },
        };
      }),
    ),
  );
}

/** Rules of one name and kind, by name. */
export function byName(entries: readonly RuleEntry[], kind: RuleEntry['kind']): Map<string, RuleEntry[]> {
  return grouped(
    entries.filter((each) => each.kind === kind),
    ({ name }) => name,
  );
}
