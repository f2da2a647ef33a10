import { prettyPromQL, parsePromQL, PROMQL_FEATURES } from '../promql';
import type { AlertingRule, RecordingRule, Rule } from '../rules';
import { compact, formatDuration } from '../values';
import { grouped } from './grouped';
import { SHARD_ALIVE } from './guard';
import type { PlacementInput } from './input';
import type { FiledGroup, Partial, PlacedRule, Placement, ShardGroup, ShardRule } from './placement';
import { timedAbove, timingOf } from './query-offset';
import type { RuleEntry } from './rule-table';
import type { ShardForms } from './split';

/** What was decided about a rule. */
export interface RuleOutcome {
  readonly entry: RuleEntry;
  readonly placed: PlacedRule;

  /** Undefined where it is evaluated above. */
  readonly forms: ShardForms | undefined;
  readonly partials: readonly Partial[];
}

/** File of the groups that are about the shards themselves. */
export const SHARDS_FILE = 'shards';

/**
 * Rules in groups of the same files and names as before, on the shards and above: each keeps its place in its group, and a
 * partial result is recorded where the rule stood that needs it first. Groups of the shards come to their turn at the moments at
 * which they would on one server.
 */
export function groupsOf(
  outcomes: readonly RuleOutcome[],
  input: PlacementInput,
  shardLabel: string,
): Pick<Placement, 'onShards' | 'above'> {
  const all = [...grouped(outcomes, ({ entry }) => entry.group).values()];
  const onShards = all.map((each) => shardGroup(each, input)).filter(({ rules }) => rules.length > 0);
  if (input.view === 'none' || input.facts.shards === 1) {
    return { onShards, above: [] };
  }
  const above = all.flatMap((each) => aboveGroup(each, input));
  return {
    onShards: [...onShards, aliveGroup()],
    above: [...timedAbove(above, input), missingGroup(input, shardLabel)],
  };
}

function shardGroup(outcomes: readonly RuleOutcome[], { view }: PlacementInput): ShardGroup {
  const recorded = new Set<string>();
  const rules = outcomes.flatMap(({ entry, forms, partials }): ShardRule[] => {
    if (forms !== undefined) {
      const own = ruleOf(entry);
      const first = { ...own, expr: textOf(forms.first, own.expr, entry) };
      return [{ first, others: { ...own, expr: textOf(forms.others, own.expr, entry) }, isPartial: false }];
    }
    const fresh = view === 'none' ? [] : partials.filter(({ record }) => !recorded.has(record));
    fresh.forEach(({ record }) => recorded.add(record));
    return fresh.map(partialRule);
  });
  return { ...headOf(outcomes, recorded.size > 0), rules };
}

function aboveGroup(outcomes: readonly RuleOutcome[], input: PlacementInput): FiledGroup[] {
  const rules = outcomes.flatMap(({ entry, placed }) =>
    placed.above === undefined ? [] : [{ ...ruleOf(entry), expr: pretty(placed.above) }],
  );
  if (rules.length === 0) {
    return [];
  }
  const { file, group } = headOf(outcomes);
  const { interval } = timingOf(group, input);
  return [{ file, group: { ...group, rules, interval: formatDuration(interval) } }];
}

/** Labels of the group stand at its rules: partial results must not have them, nor be as few as the results. */
function headOf([first]: readonly RuleOutcome[], hasPartials = false): Omit<ShardGroup, 'rules'> {
  if (first === undefined) {
    throw new RangeError('a group has at least one rule');
  }
  const { file, group } = first.entry;
  const { labels: _, rules: __, limit, ...head } = group;
  return { file, group: limit === undefined || hasPartials ? head : { ...head, limit } };
}

function ruleOf({ read: { rule }, labels }: RuleEntry): Rule {
  return compact<Rule & object>({ ...rule, labels: Object.keys(labels).length === 0 ? undefined : labels });
}

/** An expression that stayed as it was keeps the form in which it was written. */
function textOf(expr: ShardForms['first'], written: string, { read }: RuleEntry): string {
  return expr === read.expr ? written : prettyPromQL(expr);
}

function partialRule({ record, expr, elsewhere }: Partial): ShardRule {
  const rule = (text: string): RecordingRule => ({ record, expr: pretty(text) });
  return {
    first: rule(expr),
    others: elsewhere === undefined ? undefined : rule(elsewhere),
    isPartial: true,
  };
}

function pretty(text: string): string {
  return prettyPromQL(parsePromQL(text, { enableFeatures: PROMQL_FEATURES }));
}

/** What guards count. */
function aliveGroup(): ShardGroup {
  const rule: RecordingRule = { record: SHARD_ALIVE, expr: 'vector(1)' };
  return {
    file: SHARDS_FILE,
    group: { name: 'shard-alive' },
    rules: [{ first: rule, others: rule, isPartial: true }],
  };
}

/** Guarded rules are silent while a shard is missing: this one is not guarded. */
function missingGroup(input: PlacementInput, shardLabel: string): FiledGroup {
  const { shards } = input.facts;
  const alert: AlertingRule = {
    alert: 'PrometheusShardMissing',
    expr: `count(${SHARD_ALIVE}) != ${shards} or absent(${SHARD_ALIVE})`,
    labels: { severity: 'critical' },
    annotations: {
      summary: 'Rules that need all shards of a Prometheus are not evaluated.',
      description: `Not exactly ${shards} shards have the series ${SHARD_ALIVE}, told apart by ${shardLabel}: rules that need all of them yield nothing until they do.`,
    },
  };
  return {
    file: SHARDS_FILE,
    group: {
      name: 'shard-missing',
      interval: formatDuration(timingOf({}, input).interval),
      rules: [alert],
    },
  };
}
