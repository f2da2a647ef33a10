import type { SlotItem } from '../kubernetes';
import type { Where } from '../problems';
import { checkReplicaLabels } from '../query';
import type { RuleGroup } from '../rules';
import { spread } from '../workload';
import type { HubReaders } from './hub-readers';
import type { Source } from './plan-rules';
import { answeredInPart, type LoadedAbove } from './rules-above';

/** The rules of a hub, as its Ruler gets them. */
export interface HubRules {
  readonly written: readonly SlotItem[];

  /** What tells of leaves that are missing. */
  readonly about: ReadonlyArray<{ readonly source: Source; readonly groups: readonly RuleGroup[] }>;

  /** Those that were written, as the Ruler evaluates them. */
  readonly groups: readonly RuleGroup[];
}

/** Files of the Ruler. Those about leaves are evaluated on what there is, just when one is missing; all others then yield nothing. */
export function rulesOfReaders(
  where: Where,
  { ruleSlots }: HubReaders,
  { written, about, groups }: HubRules,
): LoadedAbove {
  const files = [...written, ...about.map((each) => answeredInPart(each.source.names, each.groups))];
  const at = about[0]?.source.where ?? where;
  return {
    slots: spread(at.at('thanos', 'ruler', 'ruleSlots'), files, ruleSlots),
    groups: [...groups, ...about.flatMap((each) => each.groups)],
  };
}

/** Reports rules that name what no answer of the Query has. */
export function checkHubRules(sources: readonly Source[], { query }: HubReaders): void {
  const labels = query.replicaLabels();
  for (const { groups } of sources) {
    groups
      .flatMap(({ rules }) => rules)
      .forEach((rule) => {
        checkReplicaLabels(rule, labels);
      });
  }
}
