import { fileKey, isSmall, type SlotItem } from '../kubernetes';
import type { Rule as NativeRule, RuleGroup as NativeGroup } from '../native/prometheus';
import { renderYaml } from '../native';
import { compact } from '../values';
import type { Rule, RuleGroup } from './rule';

/**
 * The files of groups that belong together: one, or one for each group where that would be large. Prometheus keeps
 * groups apart by file and name, so that the parting changes nothing.
 *
 * @param names whose groups they are, for the names of the files
 * @param parted whether each group gets a file whatever its size, as it has one elsewhere
 */
export function ruleFiles(
  names: readonly string[],
  ruleGroups: readonly RuleGroup[],
  parted?: 'parted',
): SlotItem[] {
  const groups = ruleGroups.map(renderGroup);
  const whole = { key: fileKey(...names), text: renderYaml({ groups }) };
  if (parted === undefined && (groups.length < 2 || isSmall(whole))) {
    return [whole];
  }
  return groups.map((group) => ({
    key: fileKey(...names, safe(group.name)),
    text: renderYaml({ groups: [group] }),
  }));
}

/** The native form of a group. */
export function renderGroup(group: RuleGroup): NativeGroup {
  return compact<NativeGroup>({
    name: group.name,
    interval: group.interval,
    query_offset: group.queryOffset,
    limit: group.limit,
    labels: group.labels,
    rules: group.rules.map(renderRule),
  });
}

function renderRule(rule: Rule): NativeRule {
  if (rule.record !== undefined) {
    return compact<NativeRule>({ record: rule.record, expr: rule.expr, labels: rule.labels });
  }
  return compact<NativeRule>({
    alert: rule.alert,
    expr: rule.expr,
    for: rule.for,
    keep_firing_for: rule.keepFiringFor,
    labels: rule.labels,
    annotations: rule.annotations,
  });
}

/** Names of groups may hold anything, keys of ConfigMaps may not. Escaped like a URL, no two become one. */
function safe(name: string): string {
  return encodeURIComponent(name)
    .replace(/[!'()*~.]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replaceAll('%', '.');
}
