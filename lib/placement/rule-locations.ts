import { calledFunctions, parseTemplate, RULE_TEMPLATES } from '../template';
import type { ShardFacts } from './facts';
import {
  above,
  becauseOf,
  common,
  keeping,
  locate,
  SOMEWHERE,
  withDefaults,
  type Location,
  type World,
} from './locate';
import type { PlacementOverride } from './input';
import { byName, type RuleEntry } from './rule-table';

/** Where rules are, closed over the names that they record and the alerts that they fire. */
export interface RuleLocations {
  readonly world: World;
  readonly of: (entry: RuleEntry) => Location;

  /** The same, without what the user has decided for this rule. */
  readonly proven: (entry: RuleEntry) => Location;
}

/**
 * Works out where each rule is. A rule that reads what another records follows it; rules that read each other in a circle, or
 * themselves, are above.
 */
export function locateRules(
  entries: readonly RuleEntry[],
  facts: ShardFacts,
  overrideOf: (entry: RuleEntry) => PlacementOverride['placement'] | undefined,
): RuleLocations {
  const complete = withDefaults(facts);
  const records = byName(entries, 'record');
  const alerts = byName(entries, 'alert');
  const known = new Map<RuleEntry, Location>();
  const open = new Set<RuleEntry>();

  const world: World = {
    facts: complete,
    keys: complete.keys,
    jobs: new Map(complete.jobs.map((job) => [job.job, job])),
    recordedNames: new Set(records.keys()),
    recorded: (name) => produced(name, records.get(name) ?? []),
    alerts: (name) => (alerts.has(name) ? produced(name, alerts.get(name) ?? []) : undefined),
  };

  const proven = (entry: RuleEntry): Location => {
    const location = locate(entry.read.expr, world);
    return location.where !== 'above' && queriesFromTemplate(entry)
      ? above(becauseOf.templateQuery(entry.name))
      : location;
  };

  const decided = (entry: RuleEntry): Location => {
    if (complete.shards === 1) {
      return SOMEWHERE; // and everything else is there, too
    }
    const placement = overrideOf(entry);
    if (placement === 'global') {
      return above(becauseOf.override(entry.name));
    }
    const location = proven(entry);
    return placement === 'local' && location.where === 'above' ? SOMEWHERE : location;
  };

  const of = (entry: RuleEntry): Location => {
    const before = known.get(entry);
    if (before !== undefined) {
      return before;
    }
    if (open.has(entry)) {
      return above(becauseOf.circle(entry.name));
    }
    open.add(entry);
    const location = decided(entry);
    open.delete(entry);
    known.set(entry, location);
    return location;
  };

  /** Series of a name that several rules may write, with the labels that these set. */
  const produced = (name: string, rules: readonly RuleEntry[]): Location => {
    const locations = rules.map((entry): Location => {
      const location = of(entry);
      return location.where === 'local'
        ? keeping(location, (label) => !Object.hasOwn(entry.labels, label))
        : location;
    });
    const [first = SOMEWHERE, ...others] = locations;
    return others.reduce((a, b) => both(name, a, b), follow(name, first));
  };

  return { world, of, proven };
}

/** A name that is recorded above keeps what reads it above, for a reason of its own. */
function follow(name: string, location: Location): Location {
  const [because] = location.where === 'above' ? location.reasons : [];
  return because === undefined
    ? location
    : above(
        becauseOf.recordedAbove(
          name,
          because.code === 'recorded-above' ? because.complaint : `${because.part} ${because.complaint}`,
        ),
      );
}

function both(name: string, a: Location, b: Location): Location {
  if (a.where === 'above') {
    return a;
  }
  if (b.where === 'above') {
    return follow(name, b);
  }
  if (a.where === 'local' && b.where === 'local') {
    return common(a, b);
  }
  return a.where === b.where ? a : above(becauseOf.mixedRecords(name));
}

/** Whether texts of an alert ask the server that evaluates it. */
function queriesFromTemplate({ read: { rule }, labels }: RuleEntry): boolean {
  return [...Object.values(labels), ...Object.values(rule.annotations ?? {})].some((text) => {
    const parsed = text.includes('query') ? parseTemplate(text, RULE_TEMPLATES, rule.alert ?? '') : undefined;
    return parsed !== undefined && 'template' in parsed && calledFunctions(parsed.template).has('query');
  });
}
