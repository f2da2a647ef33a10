import type { Rule, RuleGroup } from '../native/prometheus';
import { metricNamesOf, readPromQL, selectorsOf } from '../promql';
import { changedFields, describeChange, unionOf } from './fields';
import type { Finding } from './finding';
import type { Side } from './side';
import { count, list, shardWords } from './words';

/** A rule, by what people call it, and where it is evaluated. */
interface RuleSide {
  readonly group: string;

  /** `alert HighLoad`, `job:up:sum`; with a number where a group has several. */
  readonly name: string;

  /** By the title of what evaluates it: the rule, and on which shards. */
  readonly places: ReadonlyMap<string, Place>;
}

interface Place {
  readonly rule: Rule;

  /** Shards, where there are several. */
  readonly parts: readonly number[];

  /** Whether these are all that there are. */
  readonly all: boolean;
}

/** Rules that come, go, change, or are evaluated elsewhere. */
export function ruleFindings(before: Side, after: Side): Finding[] {
  const [old, now] = [rulesOf(before), rulesOf(after)];
  const names = unionOf(old.keys(), now.keys());
  const groups = new Map<
    string,
    { added: string[]; removed: string[]; changed: string[]; moved: string[] }
  >();
  for (const key of names) {
    const [was, is] = [old.get(key), now.get(key)];
    const { group = '', name = '' } = is ?? was ?? {};
    const own = groups.get(group) ?? { added: [], removed: [], changed: [], moved: [] };
    groups.set(group, own);
    if (was === undefined || is === undefined) {
      (was === undefined ? own.added : own.removed).push(`${name}, on ${placesOf(is ?? was)}`);
      continue;
    }
    if (placesOf(was) !== placesOf(is)) {
      own.moved.push(`${name}: on ${placesOf(was)} -> on ${placesOf(is)}`);
    }
    own.changed.push(...differences(was, is).map((field) => `${name}: ${field}`));
  }
  return [
    ...[...groups].flatMap(([group, { added, removed, changed, moved }]) => [
      ...finding(group, 'rules-removed', 'warning', 'gone', removed),
      ...finding(group, 'rules-moved', 'change', 'evaluated elsewhere', moved),
      ...finding(group, 'rules-changed', 'change', 'different', changed),
      ...finding(group, 'rules-added', 'change', 'new', added),
    ]),
    ...danglingNames(old, now),
    ...groupSettings(before, after),
  ];
}

/** What a group says about all of its rules: interval, offset, limit, labels. */
function groupSettings(before: Side, after: Side): Finding[] {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  return [...now].flatMap(([key, settings]): Finding[] => {
    const fields = old.has(key) ? changedFields(old.get(key), settings) : [];
    return fields.length === 0
      ? []
      : [
          {
            level: 'change',
            code: 'group-changed',
            subject: 'Rules',
            text: `group ${key}: other settings`,
            details: fields.map(describeChange),
          },
        ];
  });
}

/** By group and place; of shards the last one counts, since they have the same. */
function settingsOf({ evaluators }: Side): Map<string, Omit<RuleGroup, 'name' | 'rules'>> {
  return new Map(
    [...evaluators.values()].flatMap(({ title, parts }) =>
      parts.flatMap(({ groups }) =>
        groups.map(({ name, rules: _, ...settings }) => [`${name} on ${title}`, settings] as const),
      ),
    ),
  );
}

function finding(
  group: string,
  code: string,
  level: Finding['level'],
  what: string,
  details: readonly string[],
): Finding[] {
  const rules = new Set(details.map((each) => each.split(/[,:] /)[0])).size;
  return details.length === 0
    ? []
    : [
        {
          level,
          code,
          subject: 'Rules',
          text: `group ${group}: ${count(rules, 'rule')} ${rules === 1 ? 'is' : 'are'} ${what}`,
          details,
          figures: { rules },
        },
      ];
}

function rulesOf({ evaluators }: Side): Map<string, RuleSide> {
  const rules = new Map<string, RuleSide & { places: Map<string, Place> }>();
  for (const { title, parts } of evaluators.values()) {
    const evaluating = parts.filter(({ groups }) => groups.length > 0).length;
    for (const { part, groups } of parts) {
      for (const { key, group, name, rule } of groups.flatMap(named)) {
        const side = rules.get(key) ?? { group, name, places: new Map<string, Place>() };
        const shards = [...(side.places.get(title)?.parts ?? []), ...(part === undefined ? [] : [part])];
        const first = side.places.get(title)?.rule ?? rule;
        side.places.set(title, {
          rule: first,
          parts: shards,
          all: part === undefined || shards.length === evaluating,
        });
        rules.set(key, side);
      }
    }
  }
  return rules;
}

interface NamedRule {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly rule: Rule;
}

/** The rules of a group; a name that several have gets a number. */
function named({ name: group, rules = [] }: RuleGroup): NamedRule[] {
  const words = rules.map(nameOf);
  return rules.map((rule, index) => {
    const word = words[index] ?? '';
    const number = words.slice(0, index + 1).filter((each) => each === word).length;
    const name = number === 1 ? word : `${word} (${number})`;
    return { key: `${group}\n${name}`, group, name, rule };
  });
}

function nameOf(rule: Rule): string {
  return 'alert' in rule ? `alert ${rule.alert}` : rule.record;
}

function recorded(rule: Rule): string {
  return 'record' in rule ? rule.record : '';
}

/** `Prometheus monitoring/k8s (shard 1)` */
function placesOf(side: RuleSide | undefined): string {
  return list(
    [...(side?.places ?? [])]
      .map(([title, { parts, all }]) => (all ? title : `${title} (${shardWords(parts)})`))
      .sort(),
  );
}

/** What is different at the places of both; where there are none, between any two. */
function differences(before: RuleSide, after: RuleSide): string[] {
  const both = [...before.places.keys()].filter((title) => after.places.has(title));
  const compare =
    both.length > 0
      ? both.map((title) => [before.places.get(title), after.places.get(title)] as const)
      : [[[...before.places.values()][0], [...after.places.values()][0]] as const];
  return [...new Set(compare.flatMap(([was, is]) => changedFields(was?.rule, is?.rule).map(describeChange)))];
}

/** Recorded names that are gone, and that a rule still reads. */
function danglingNames(
  before: ReadonlyMap<string, RuleSide>,
  after: ReadonlyMap<string, RuleSide>,
): Finding[] {
  const names = ({ places }: RuleSide): string[] =>
    [...places.values()].map(({ rule }) => recorded(rule)).filter((name) => name !== '');
  const recordedNow = new Set([...after.values()].flatMap(names));
  const gone = new Set([...before.values()].flatMap(names).filter((name) => !recordedNow.has(name)));
  if (gone.size === 0) {
    return [];
  }
  const readers = [...after.values()].flatMap(({ group, name, places }) =>
    [...places.values()].flatMap(({ rule }) =>
      readNames(rule.expr)
        .filter((read) => gone.has(read))
        .map((read) => `${read}, by ${name} of group ${group}`),
    ),
  );
  const details = [...new Set(readers)].sort();
  return details.length === 0
    ? []
    : [
        {
          level: 'warning',
          code: 'name-unrecorded',
          subject: 'Rules',
          text: 'names that no rule records any more are still read',
          details,
        },
      ];
}

function readNames(expr: string): string[] {
  // YAML makes a number of `expr: 1`.
  const { expr: tree } = readPromQL(expr);
  return tree === undefined ? [] : selectorsOf(tree).flatMap((selector) => metricNamesOf(selector) ?? []);
}
