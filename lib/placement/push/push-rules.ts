import {
  METRIC_NAME,
  metricNamesOf,
  parsePromQL,
  prettyPromQL,
  printPromQL,
  PROMQL_FEATURES,
  selectorsOf,
  walkPromQL,
  type Expr,
  type VectorSelector,
} from '../../promql';
import type { RecordingRule, Rule, RuleGroup } from '../../rules';
import { compact, formatDuration, quoteRegex } from '../../values';
import { checkAbove } from '../check';
import { grouped } from '../grouped';
import { guarded } from '../guard';
import { above, becauseOf, locate, withDefaults, type World } from '../locate';
import type { FiledGroup } from '../placement';
import { timingOf } from '../query-offset';
import { byName, ruleTable, type RuleEntry } from '../rule-table';
import { partialKey, partialNames, PartialRecorder, requestsOf, speaksOfNames, type NameOf } from '../split';
import { aliveName, type PushInput } from './input';
import { besideLeaves } from './on-leaf';
import { isOfAlerts, looksBack, pushExpression } from './push-expression';
import type { PushClass, PushedRule, PushedRules } from './pushed';
import { isSeriesBySeries, overLeaves, presentName, writerRule } from './over-leaves';

/** File of the group that every leaf has, whatever is pushed to it. */
export const LEAF_FILE = 'leaf';

/** File of the group that a hub has to which leaves write. */
export const WRITERS_FILE = 'writers';

/**
 * Divides the rules of a hub between it and the leaves that it federates: what a leaf can work out from its own series it
 * records, and the hub puts together. All rules stay rules of the hub, in their groups and in their order.
 */
export function pushRules(input: PushInput): PushedRules {
  const entries = ruleTable(input);
  const pusher = new RulePusher(input, entries);
  const outcomes = entries.map((entry) => pusher.outcome(entry));
  const groups = [...grouped(outcomes, ({ entry }) => entry.group).values()];
  return {
    rules: outcomes.map(({ pushed }) => pushed),
    above: [...groups.map((each) => groupAbove(each, input)), ...writersGroup(entries, input)],
    below: [...groups.flatMap((each) => groupBelow(each, input)), aliveGroup(input)],
    reads: outcomes.flatMap(({ reads }) => reads),
  };
}

interface Outcome {
  readonly entry: RuleEntry;
  readonly pushed: PushedRule;
  readonly reads: readonly VectorSelector[];
}

class RulePusher {
  private readonly world: World;
  private readonly names: ReadonlyMap<string, string>;

  constructor(
    private readonly input: PushInput,
    entries: readonly RuleEntry[],
  ) {
    this.world = worldOf(input, entries);
    this.names = partialNames(
      entries.flatMap((entry) => requestsOf(entry.name, (nameOf) => this.expression(entry, nameOf))),
      input.prefix,
    );
  }

  outcome(entry: RuleEntry): Outcome {
    const { input, world } = this;
    const { read, group, file, name } = entry;
    const parts = new Map<string, RecordingRule>();
    const expr = this.expression(entry, (key, { forms }) => {
      const record = this.names.get(key) ?? key;
      parts.set(record, { record, expr: pretty(forms.first) });
      return record;
    });
    const reads = selectorsOf(expr).filter((selector) => this.isOfLeaves(selector, parts));
    const usesLeaves = reads.length > 0 || parts.size > 0 || readsAny(expr);
    const where = locate(read.expr, world).where;
    const needsAll = usesLeaves && where === 'above';
    const present = presentName(input.prefix, this.isWritten);
    const once = this.once(expr, entry, parts, needsAll);
    const final = needsAll ? guarded(once, input.alive, present) : once;
    if (input.byThanos === true) {
      checkAbove(entry, final, 'thanos');
    }
    const kind: PushClass =
      reads.length > 0 ? 'raw' : parts.size === 0 ? 'own' : where === 'above' ? 'combined' : 'leaf';
    return {
      entry,
      reads,
      pushed: {
        file,
        group: group.name,
        name,
        class: kind,
        above: final === read.expr ? read.rule.expr : pretty(final),
        parts: [...parts.values()],
        coarse: this.coarse(expr, parts),
      },
    };
  }

  private coarse(expr: Expr, parts: ReadonlyMap<string, unknown>): string[] {
    return this.input.byThanos === true
      ? []
      : coarseParts(
          expr,
          (selector) => this.comesUp(selector, parts),
          this.isWritten ? () => false : looksBack,
        );
  }

  private get isWritten(): boolean {
    return this.input.writtenWithin !== undefined;
  }

  /** Over what is there of the leaves: where all are needed, a guard looks after their shards. */
  private once(
    expr: Expr,
    { read }: RuleEntry,
    parts: ReadonlyMap<string, unknown>,
    needsAll: boolean,
  ): Expr {
    const { prefix, beside, carried, alive, shards = {} } = this.input;
    const { labels, annotations } = read.rule;
    const isRecorded = (name: string): boolean => this.world.recordedNames.has(name);
    return overLeaves(expr, {
      prefix,
      leafLabel: carried[0],
      isWritten: this.isWritten,
      shards: needsAll || isSeriesBySeries(read.expr) ? {} : shards,
      alive,
      isOfLeaves: (selector) => this.comesUp(selector, parts),
      hasOthers: (selector) => beside !== undefined || metricNamesOf(selector)?.some(isRecorded) !== false,
      needsAll: (part) => locate(part, this.world).where === 'above' && readsAny(part),
      keepsNames: speaksOfNames(expr) || JSON.stringify([labels, annotations]).includes(METRIC_NAME),
    });
  }

  private comesUp(selector: VectorSelector, parts: ReadonlyMap<string, unknown>): boolean {
    return this.isOfLeaves(selector, parts) || isPart(selector, parts);
  }

  /** Whether it selects series that come up from leaves as they are. */
  private isOfLeaves(selector: VectorSelector, parts: ReadonlyMap<string, unknown>): boolean {
    const names = metricNamesOf(selector);
    return !(
      isOfAlerts(selector) ||
      isPart(selector, parts) ||
      names?.every((name) => this.world.recordedNames.has(name)) === true
    );
  }

  private expression({ file, group, read }: RuleEntry, nameOf: NameOf): Expr {
    const { carried } = this.input;
    const key = JSON.stringify([file, group.name]);
    const parts = new PartialRecorder(
      this.world,
      (wanted) => nameOf(partialKey(key, wanted, -1), wanted),
      carried,
    );
    return pushExpression(read.expr, this.world, parts, carried);
  }
}

/** The leaves as the shards of rule placement: the first external label says whose a series is. */
function worldOf({ carried, alive }: PushInput, entries: readonly RuleEntry[]): World {
  const [leaf] = carried;
  const records = byName(entries, 'record');
  const facts = withDefaults({ shards: alive, keys: [[leaf], [...carried]] });
  return {
    facts,
    keys: facts.keys,
    jobs: new Map(),
    recordedNames: new Set(records.keys()),
    // The hub records for all of them, and fires their alerts.
    recorded: (name) => above(becauseOf.recordedAbove(name, 'is recorded by the hub')),
    alerts: () => undefined,
  };
}

/** Selectors and subqueries that look into the past of what was federated, and what reads series that were not. */
function coarseParts(
  expr: Expr,
  isFederated: (selector: VectorSelector) => boolean,
  isTooFar: (expr: Expr) => boolean,
): string[] {
  const found: string[] = [];
  walkPromQL(expr, (node) => {
    const isCoarse =
      node.type === 'call'
        ? node.name === 'info' // reads series that it does not name
        : (node.type === 'matrixSelector' || node.type === 'subquery' || node.type === 'vectorSelector') &&
          isTooFar(node);
    if (isCoarse && selectorsOf(node).some(isFederated)) {
      found.push(printPromQL(node));
    }
  });
  return found.filter((text, index) => found.findIndex((other) => other.includes(text)) === index);
}

/** Whether it reads more than what the evaluator itself says about alerts. */
function readsAny(expr: Expr): boolean {
  return selectorsOf(expr).some((selector) => !isOfAlerts(selector));
}

function isPart({ name }: VectorSelector, parts: ReadonlyMap<string, unknown>): boolean {
  return name !== undefined && parts.has(name);
}

/** The group of the hub, later by the time that results of leaves need. What the hub scrapes itself it works out beside them. */
function groupAbove(outcomes: readonly Outcome[], input: PushInput): FiledGroup {
  const { file, group } = entryOf(outcomes);
  const readsSeries = outcomes.some(({ entry }) => readsAny(entry.read.expr));
  const seen = new Set<string>();
  const rules = outcomes.flatMap(({ entry, pushed }): Rule[] => {
    const { beside, carried } = input;
    const fresh = pushed.parts.filter(({ record }) => !seen.has(record));
    fresh.forEach(({ record }) => seen.add(record));
    const own =
      beside === undefined
        ? []
        : fresh.map((part) =>
            besideLeaves(part, { name: carried[0], type: '!~', value: beside.map(quoteRegex).join('|') }),
          );
    return [...own, { ...entry.read.rule, expr: pushed.above }];
  });
  return {
    file,
    group: compact<RuleGroup>({
      ...group,
      rules,
      queryOffset: readsSeries ? offsetAbove(group, input) : group.queryOffset,
    }),
  };
}

/** As many intervals as results of leaves may be on their way. */
function offsetAbove(group: Pick<RuleGroup, 'interval' | 'queryOffset'>, input: PushInput): string {
  const { interval, queryOffset } = timingOf(group, input);
  const rounds = Math.max(1, Math.ceil(input.delay / interval));
  return formatDuration(queryOffset + rounds * interval);
}

/** Who counts, as often as anybody asks. */
function writersGroup(entries: readonly RuleEntry[], input: PushInput): FiledGroup[] {
  const { writtenWithin, prefix, carried } = input;
  if (writtenWithin === undefined) {
    return [];
  }
  const shortest = Math.min(
    ...[{}, ...entries.map(({ group }) => group)].map((group) => timingOf(group, input).interval),
  );
  const interval = formatDuration(shortest);
  return [
    {
      file: WRITERS_FILE,
      group: {
        name: 'writers',
        interval,
        queryOffset: offsetAbove({ interval }, input),
        rules: [writerRule(prefix, carried[0], writtenWithin)],
      },
    },
  ];
}

/** What the leaves record for a group. */
function groupBelow(outcomes: readonly Outcome[], input: PushInput): FiledGroup[] {
  const { file, group } = entryOf(outcomes);
  const parts = new Map(
    outcomes.flatMap(({ pushed }) => pushed.parts.map((part) => [part.record, part] as const)),
  );
  const { interval } = timingOf(group, input);
  return parts.size === 0
    ? []
    : [{ file, group: { name: group.name, interval: formatDuration(interval), rules: [...parts.values()] } }];
}

function entryOf([first]: readonly Outcome[]): RuleEntry {
  if (first === undefined) {
    throw new RangeError('a group has at least one rule');
  }
  return first.entry;
}

/** What guards count. */
function aliveGroup(input: PushInput): FiledGroup {
  return {
    file: LEAF_FILE,
    group: {
      name: 'leaf-alive',
      interval: formatDuration(timingOf({}, input).interval),
      rules: [{ record: aliveName(input.prefix), expr: 'vector(1)' }],
    },
  };
}

function pretty(expr: Expr): string {
  return prettyPromQL(parsePromQL(printPromQL(expr), { enableFeatures: PROMQL_FEATURES }));
}
