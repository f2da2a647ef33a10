import { posix } from 'node:path';
import { fileKey, type SlotItem, type SlotPlan } from '../kubernetes';
import { renderYaml } from '../native';
import { SHARDS_FILE, timedAbove, type FiledGroup, type PlacementInput, type RulePaths } from '../placement';
import type { Where } from '../problems';
import { renderGroup, ruleFiles, type RuleGroup } from '../rules';
import { spread } from '../workload';
import { CONFIG_DIRECTORY, RULES_DIRECTORY } from './paths';
import type { PlacedAbove } from './place-rules';
import { ownRuleFile } from './shard-files';
import type { RulesAbove } from './view/model';

/** The rules that a view evaluates. */
export interface LoadedAbove {
  readonly slots: SlotPlan;
  readonly groups: readonly RuleGroup[];
}

/** Where the shards have their rule files. */
export interface ShardSlots {
  /** Files that are the same on all. */
  readonly shared: SlotPlan;

  /** Files that a shard has for itself, in the slots that all have in common. */
  readonly own: readonly SlotPlan[];
}

/**
 * The files of a view. Sizes decide about their slots, slots about their paths, and paths about the moments at which groups are
 * evaluated, which are made up for by query offsets: so they are written twice.
 */
export function rulesAbove(
  where: Where,
  { directory, rulerDataDir, slots: { field, least } }: RulesAbove,
  placed: PlacedAbove,
  onShards: ShardSlots,
): LoadedAbove {
  const plan = spread(where.at(...field), filesAbove(placed, placed.groups), least);
  const keys = keysAbove(placed);
  const paths: RulePaths = {
    onShards: (file, group) => pathOnShards(placed.keyOnShards(file, group), onShards),
    above: (file, group) => posix.join(directory, slotted(plan, keys.get(keyOf(file, group)) ?? file)),
    ...(rulerDataDir === undefined ? {} : { rulerDataDir }),
  };
  const groups = timedAbove(placed.groups, { ...placed.input, paths });
  const texts = new Map(filesAbove(placed, groups).map(({ key, text }) => [key, text]));
  return {
    slots: {
      ...plan,
      slots: plan.slots.map((slot) =>
        Object.fromEntries(
          Object.entries(slot).map(([file, text]) => [
            file,
            texts.get(file.slice(file.indexOf('.') + 1)) ?? text,
          ]),
        ),
      ),
    },
    groups: groups.map(({ group }) => group),
  };
}

/** Groups by their files, each file parted as it was when the slots were planned. */
function filesAbove(
  { names, groups: planned, input }: PlacedAbove,
  groups: readonly FiledGroup[],
): SlotItem[] {
  return filed(groups).flatMap(([file, own]) => {
    if (file === SHARDS_FILE) {
      return [missingFile(own, input)];
    }
    const before = planned.filter((each) => each.file === file).map(({ group }) => group);
    const parts = names.get(file) ?? [file];
    return ruleFiles(parts, own, ruleFiles(parts, before).length > 1 ? 'parted' : undefined);
  });
}

function missingFile(groups: readonly RuleGroup[], { view }: PlacementInput): SlotItem {
  const [item = { key: SHARDS_FILE, text: '' }] = ruleFiles([SHARDS_FILE], groups);
  return view === 'thanos' ? answeredInPart([SHARDS_FILE], groups) : item;
}

/**
 * A file of rules that tell that something is missing, which a Ruler must evaluate just then, on what there is: all others of its
 * rules fail where not all answer.
 */
export function answeredInPart(names: readonly string[], groups: readonly RuleGroup[]): SlotItem {
  const native = groups.map((group) => ({ ...renderGroup(group), partial_response_strategy: 'warn' }));
  return { key: fileKey(...names), text: renderYaml({ groups: native }) };
}

function keysAbove(placed: PlacedAbove): ReadonlyMap<string, string> {
  return new Map(
    filed(placed.groups).flatMap(([file, own]) => {
      const items = ruleFiles(placed.names.get(file) ?? [file], own);
      return own.map(
        (group, index) =>
          [keyOf(file, group.name), items[items.length === 1 ? 0 : index]?.key ?? file] as const,
      );
    }),
  );
}

function filed(groups: readonly FiledGroup[]): Array<readonly [file: string, groups: RuleGroup[]]> {
  const files = new Map<string, RuleGroup[]>();
  for (const { file, group } of groups) {
    files.set(file, [...(files.get(file) ?? []), group]);
  }
  return [...files];
}

function keyOf(file: string, group: string): string {
  return JSON.stringify([file, group]);
}

/** One that is on no shard would be among those that all have. */
function pathOnShards(key: string, { shared, own }: ShardSlots): string {
  const file = ownRuleFile(key);
  const among = own.find(({ slots }) => slots.some((slot) => hasFile(slot, file)));
  return among === undefined
    ? posix.join(RULES_DIRECTORY, slotted(shared, key))
    : posix.join(CONFIG_DIRECTORY, slotted(among, file));
}

function slotted({ slots }: SlotPlan, key: string): string {
  const found = slots.flatMap((slot) => Object.keys(slot)).find((file) => withoutSlot(file) === key);
  return found ?? `0.${key}`;
}

function hasFile(slot: Readonly<Record<string, string>>, key: string): boolean {
  return Object.keys(slot).some((file) => withoutSlot(file) === key);
}

/** Files begin with the index of their slot. */
function withoutSlot(file: string): string {
  return file.slice(file.indexOf('.') + 1);
}
