import type { Where } from '../problems';
import type { PromQLOptions } from '../promql';
import { readRules, type ReadGroup } from './read-groups';
import type { AlertingRule, RecordingRule, RuleGroup } from './rule';
import { checkGroup, checkRule } from './rule-check';

/** What a rule of a monitor may read. */
interface Scoped {
  /**
   * `monitor`: series that the monitor scrapes, and what its other rules record; matchers of labels that tell these
   * from all others are added to every selector, and the labels to the result. `none`: everything.
   * @default 'monitor'
   */
  readonly scope?: 'monitor' | 'none';
}

export interface MonitorAlertingRule extends AlertingRule, Scoped {}
export interface MonitorRecordingRule extends RecordingRule, Scoped {}

/** A rule that travels with a monitor. */
export type MonitorRule = MonitorAlertingRule | MonitorRecordingRule;

/** Rules of a monitor that are evaluated one after another. */
export interface MonitorRuleGroup extends Omit<RuleGroup, 'rules'> {
  readonly rules: readonly MonitorRule[];
}

/** Rules that travel with a monitor. */
export interface WithRules {
  /**
   * Rules about what is scraped, loaded by every Prometheus that takes the monitor. They read only its series, so that
   * monitors of several teams can have the same rules. Rules that stand alone are one group, named after the
   * monitor. Where the scope cannot be guaranteed, the synth fails and says why.
   * @default - none
   */
  readonly rules?: ReadonlyArray<MonitorRule | MonitorRuleGroup>;
}

/** Reports what Prometheus would refuse in the rules of a monitor. */
export function checkMonitorRules(where: Where, rules: WithRules['rules'] = []): void {
  const names = new Set<string>();
  rules.forEach((item, index) => {
    if (!isGroup(item)) {
      checkRule(where.at(index), item);
      return;
    }
    checkGroup(where.at(index), item);
    if (names.has(item.name)) {
      where.at(index, 'name').error({
        code: 'duplicate',
        value: item.name,
        complaint: 'is the name of another group of the monitor',
        remedy: 'Choose another.',
      });
    }
    names.add(item.name);
  });
}

/** The groups of a monitor, as one Prometheus reads them. */
export function readMonitorRules(
  where: Where,
  name: string,
  rules: WithRules['rules'] = [],
  options: PromQLOptions,
): readonly ReadGroup[] {
  const placed = rules.map((item, index) => ({ item, at: where.at(index) }));
  const loose = placed.flatMap(({ item, at }) => (isGroup(item) ? [] : [{ rule: item, where: at }]));
  const own: RuleGroup = { name, rules: loose.map(({ rule }) => rule) };
  return [
    ...(loose.length === 0 ? [] : [{ group: own, rules: readRules(loose, options) }]),
    ...placed.flatMap(({ item, at }) =>
      isGroup(item)
        ? [
            {
              group: item,
              rules: readRules(
                item.rules.map((rule, index) => ({ rule, where: at.at('rules', index) })),
                options,
              ),
            },
          ]
        : [],
    ),
  ];
}

function isGroup(item: MonitorRule | MonitorRuleGroup): item is MonitorRuleGroup {
  return 'rules' in item;
}
