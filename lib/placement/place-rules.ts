import type { Where } from '../problems';
import {
  metricNamesOf,
  printPromQL,
  selectorsOf,
  walkPromQL,
  type Expr,
  type VectorSelector,
} from '../promql';
import { checkAbove, checkFacts, checkForcedLocal, checkLimit, checkNames, refuseWithoutView } from './check';
import { grouped } from './grouped';
import { guarded } from './guard';
import type { PlacementInput } from './input';
import { ALERT_SERIES, selectable, type Location } from './locate';
import { checkOverrides, overrideOf } from './overrides';
import type { Partial, PlacedRule, Placement, PlacementReason } from './placement';
import { costOf, reachOf } from './reach';
import { groupsOf, type RuleOutcome } from './regroup';
import { locateRules, type RuleLocations } from './rule-locations';
import { ruleTable, type RuleEntry } from './rule-table';
import {
  aboveExpression,
  isSame,
  partialKey,
  partialNames,
  requestsOf,
  PartialRecorder,
  shardForms,
  withoutPartials,
  type NameOf,
} from './split';

/**
 * Decides for each rule where it is evaluated when targets are spread over shards, so that every rule yields the same series
 * at the same timestamps as on one server that has all targets.
 *
 * What is not proven to be right on the shards is evaluated above.
 *
 * @param where the facts are from; rules know their own places
 */
export function placeRules(where: Where, input: PlacementInput): Placement {
  const entries = ruleTable(input);
  checkFacts(where, input);
  checkOverrides(where, input.overrides, entries);
  const locations = locateRules(entries, input.facts, (entry) => overrideOf(entry, input.overrides));
  const { shardLabel } = locations.world.facts;
  entries.forEach((entry) => {
    checkNames(entry, shardLabel);
  });
  for (const [, group] of grouped(entries, ({ group }) => group)) {
    checkLimit(group, (entry) => locations.of(entry).where !== 'above');
  }
  const placer = new Placer(input, entries, locations);
  const outcomes = entries.map((entry) => placer.outcome(entry));
  return {
    rules: outcomes.map(({ placed }) => placed),
    ...groupsOf(outcomes, input, shardLabel),
    shardLabel,
  };
}

class Placer {
  private readonly names: ReadonlyMap<string, string>;

  /** Rules that record on the shards, by their group. */
  private readonly recorders: ReadonlyMap<RuleEntry['group'], readonly RuleEntry[]>;

  /** Names that every shard records, each with its own choice among equals. */
  private readonly undecided: ReadonlySet<string>;

  constructor(
    private readonly input: PlacementInput,
    entries: readonly RuleEntry[],
    private readonly locations: RuleLocations,
  ) {
    this.recorders = grouped(
      entries.filter((entry) => entry.kind === 'record' && !this.isAbove(entry)),
      ({ group }) => group,
    );
    this.undecided = new Set(
      entries
        .filter(({ read, kind }) => kind === 'record' && choosesAmongEquals(read.expr))
        .filter((entry) => locations.of(entry).where === 'replicated')
        .map(({ name }) => name),
    );
    this.names = partialNames(
      entries.flatMap((entry) =>
        this.isAbove(entry) ? requestsOf(entry.name, (nameOf) => this.expression(entry, nameOf)) : [],
      ),
    );
  }

  outcome(entry: RuleEntry): RuleOutcome {
    return this.isAbove(entry) ? this.above(entry) : this.onShards(entry, this.locations.of(entry));
  }

  private isAbove(entry: RuleEntry): boolean {
    return this.locations.of(entry).where === 'above';
  }

  private onShards(entry: RuleEntry, location: Location): RuleOutcome {
    const { read } = entry;
    const isForced = overrideOf(entry, this.input.overrides) === 'local';
    const proven = this.locations.proven(entry);
    const reasons = isForced && proven.where === 'above' ? proven.reasons : [];
    checkForcedLocal(entry, reasons);
    const forms = shardForms(read.expr, this.locations.world);
    const placed: PlacedRule = {
      ...this.common(entry, reasons),
      class: location.where === 'replicated' ? 'replicated' : 'local',
      partials: [],
      onShards: { expr: printPromQL(forms.first), elsewhere: printPromQL(forms.others) },
      above: undefined,
      cost: { recorded: 0, raw: 0, rawRange: 0 },
    };
    return { entry, placed, forms, partials: [] };
  }

  private above(entry: RuleEntry): RuleOutcome {
    const { input, locations } = this;
    const location = locations.of(entry);
    const reasons = location.where === 'above' ? location.reasons : [];
    const partials: Partial[] = [];
    const expr = this.expression(entry, (key, { forms, on }) => {
      const record = this.names.get(key) ?? key;
      const first = printPromQL(forms.first);
      const elsewhere = on === 'first' ? undefined : isSame(forms) ? first : printPromQL(forms.others);
      if (partials.every((each) => each.record !== record)) {
        partials.push({ record, expr: first, elsewhere });
      }
      return record;
    });
    if (input.view === 'none') {
      refuseWithoutView(entry, reasons);
    } else {
      checkAbove(entry, expr, input.view, input.promql);
    }
    const cost = costOf(expr, (name) => this.isRecorded(name, partials));
    const placed: PlacedRule = {
      ...this.common(entry, reasons),
      class: cost.raw === 0 ? 'split' : 'global',
      partials,
      onShards: undefined,
      above: printPromQL(guarded(expr, input.facts.shards)),
      cost,
    };
    return { entry, placed, forms: undefined, partials };
  }

  private isRecorded(name: string, partials: readonly Partial[]): boolean {
    const { recordedNames } = this.locations.world;
    return (
      recordedNames.has(name) || ALERT_SERIES.includes(name) || partials.some(({ record }) => record === name)
    );
  }

  private common(entry: RuleEntry, reasons: readonly PlacementReason[]) {
    const { file, group, index, name, kind, read } = entry;
    return {
      file,
      group: group.name,
      index,
      name,
      kind,
      expr: printPromQL(read.expr),
      reasons,
      overridden: overrideOf(entry, this.input.overrides) !== undefined,
      reach: reachOf(read.expr),
    };
  }

  private expression(entry: RuleEntry, nameOf: NameOf): Expr {
    const { world } = this.locations;
    const { expr } = entry.read;
    if (overrideOf(entry, this.input.overrides) === 'global') {
      return withoutPartials(expr, world);
    }
    const group = JSON.stringify([entry.file, entry.group.name]);
    const recorder = new PartialRecorder(world, (wanted) =>
      nameOf(partialKey(group, wanted, this.epoch(entry, wanted.forms.first)), wanted),
    );
    return aboveExpression(expr, world, recorder, (selector) => this.mustCopy(entry, selector));
  }

  /**
   * Whether a selector sees above what it would not see on one server: what the group records behind the rule, or what shards that
   * have the same series may have chosen differently.
   */
  private mustCopy(entry: RuleEntry, selector: VectorSelector): boolean {
    const names = metricNamesOf(selector) ?? [];
    return this.isLater(entry, selector) || names.some((name) => this.undecided.has(name));
  }

  /** Whether the group records, on the shards and behind the rule, what a selector selects. */
  private isLater(entry: RuleEntry, selector: VectorSelector): boolean {
    return this.recordersOnShards(entry, selector).some(({ index }) => index > entry.index);
  }

  /** After which rule of the group a partial result is recorded: before and after it they are not the same. */
  private epoch(entry: RuleEntry, expr: Expr): number {
    const before = selectorsOf(expr)
      .flatMap((selector) => this.recordersOnShards(entry, selector))
      .filter(({ index }) => index < entry.index);
    return Math.max(-1, ...before.map(({ index }) => index));
  }

  private recordersOnShards({ group }: RuleEntry, selector: VectorSelector): RuleEntry[] {
    const names = metricNamesOf(selector) ?? selectable(selector, this.locations.world.recordedNames);
    return (this.recorders.get(group) ?? []).filter(({ name }) => names.includes(name));
  }
}

function choosesAmongEquals(expr: Expr): boolean {
  let found = false;
  walkPromQL(expr, (node) => {
    found ||= node.type === 'aggregation' && ['topk', 'bottomk', 'limitk', 'limit_ratio'].includes(node.op);
  });
  return found;
}
