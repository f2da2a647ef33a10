import type { Where } from '../problems';
import type { PlacementOverride } from './input';
import type { RuleEntry } from './rule-table';

/** What the user says of a rule: the last that means it, and of those the ones that name it before those of its group. */
export function overrideOf(
  { group, name }: RuleEntry,
  overrides: readonly PlacementOverride[] = [],
): PlacementOverride['placement'] | undefined {
  const ofGroup = overrides.filter((each) => each.group === group.name);
  const ofRule = ofGroup.filter(({ rule }) => rule === name);
  return (ofRule.at(-1) ?? ofGroup.filter(({ rule }) => rule === undefined).at(-1))?.placement;
}

/** Reports overrides that mean no rule. */
export function checkOverrides(
  where: Where,
  overrides: readonly PlacementOverride[] = [],
  entries: readonly RuleEntry[],
): void {
  overrides.forEach(({ group, rule }, index) => {
    const ofGroup = entries.filter((entry) => entry.group.name === group);
    const at = where.at('overrides', index);
    if (ofGroup.length === 0) {
      at.at('group').error({
        code: 'unknown-rule',
        value: group,
        complaint: 'is the name of no rule group',
        remedy: `There are: ${listed(entries.map((entry) => entry.group.name))}.`,
      });
    } else if (rule !== undefined && ofGroup.every(({ name }) => name !== rule)) {
      at.at('rule').error({
        code: 'unknown-rule',
        value: rule,
        complaint: `is the name of no rule of the group "${group}"`,
        remedy: `It has: ${listed(ofGroup.map(({ name }) => name))}.`,
      });
    }
  });
}

/** More than a few names do not help. */
const MOST = 10;

function listed(names: readonly string[]): string {
  const unique = [...new Set(names)].sort();
  const more = unique.length > MOST ? ` and ${unique.length - MOST} more` : '';
  return unique.length === 0 ? 'none' : unique.slice(0, MOST).join(', ') + more;
}
