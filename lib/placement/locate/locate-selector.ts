import { METRIC_NAME, metricNamesOf, printPromQL, satisfies, type VectorSelector } from '../../promql';
import { above, common, REPLICATED, SOMEWHERE, type Local, type Location } from './location';
import { becauseOf } from './reasons';
import {
  ALERT_SERIES,
  broadcastJobs,
  jobsOf,
  matchersFor,
  possibleJobs,
  selectable,
  type World,
} from './world';

/** Where the series of a selector are. */
export function locateSelector(selector: VectorSelector, world: World): Location {
  const alertSeries = selectable(selector, ALERT_SERIES);
  if (alertSeries.length > 0) {
    return locateAlerts(selector, world);
  }
  const recorded = selectable(selector, world.recordedNames);
  const locations = recorded.map((name) => world.recorded(name));
  const names = metricNamesOf(selector);
  const isRaw = names === undefined || names.some((name) => !world.recordedNames.has(name));
  const all = isRaw ? [locateRaw(selector, world), ...locations] : locations;
  return restricted(together(all, selector), selector, world);
}

/** Whether the same selector on every shard would count broadcast jobs once for each: all shards but one leave them out. */
export function isAmbiguous(selector: VectorSelector, world: World): boolean {
  const names = metricNamesOf(selector);
  const isRaw =
    names === undefined ||
    names.some((name) => !world.recordedNames.has(name) && !ALERT_SERIES.includes(name));
  return (
    isRaw &&
    possibleJobs(selector, broadcastJobs(world), world).length > 0 &&
    locateRaw(selector, world).where !== 'replicated'
  );
}

function locateRaw(selector: VectorSelector, world: World): Local | typeof REPLICATED {
  const jobs = jobsOf(selector, world);
  const spreads = jobs?.map((job) => world.jobs.get(job)?.spread ?? 'sharded') ?? [];
  if (spreads.length > 0 && spreads.every((spread) => spread === 'broadcast')) {
    return REPLICATED;
  }
  const [only] = jobs?.length === 1 ? jobs : [];
  const unsure = obstructedLabels(selector, world);
  const intact = new Set(world.keys.flat().filter((label) => !unsure.has(label)));
  return {
    where: 'local',
    intact,
    facts: only !== undefined && intact.has('job') ? new Map([['job', only]]) : new Map(),
    ...(only !== undefined && spreads[0] === 'singleton' ? { pin: only } : {}),
  };
}

/** Labels that some target that the selector can select does not keep to itself. */
function obstructedLabels(selector: VectorSelector, world: World): Set<string> {
  const possible = world.facts.obstacles.filter(
    ({ jobs }) => jobs === 'any' || possibleJobs(selector, jobs, world).length > 0,
  );
  return new Set(possible.flatMap(({ labels }) => labels));
}

/** Series of several sources, in one vector. */
function together(locations: readonly Location[], selector: VectorSelector): Location {
  const [first = SOMEWHERE, ...others] = locations;
  return others.reduce((a, b): Location => {
    if (a.where === 'above' || b.where === 'above') {
      return above(...[a, b].flatMap((each) => (each.where === 'above' ? each.reasons : [])));
    }
    if (a.where === 'local' && b.where === 'local') {
      return common(a, b);
    }
    return a.where === b.where ? a : above(becauseOf.mixedRecords(printPromQL(selector)));
  }, first);
}

/** With what the matchers say of labels that are those of the target. */
function restricted(location: Location, selector: VectorSelector, { keys }: World): Location {
  if (location.where !== 'local') {
    return location;
  }
  const facts = new Map(location.facts);
  for (const { name, type, value } of selector.matchers) {
    if (type === '=' && value !== '' && location.intact.has(name) && keys.some((key) => key.includes(name))) {
      facts.set(name, value);
    }
  }
  return { ...location, facts };
}

/** Alerts are where their rules are; of alerts that are not named nobody knows which rules that are. */
function locateAlerts(selector: VectorSelector, world: World): Location {
  const part = printPromQL(selector);
  const asked = matchersFor(selector, 'alertname');
  const [name] = asked.flatMap(({ type, value }) => (type === '=' ? [value] : []));
  const isNamed = matchersFor(selector, METRIC_NAME).some(({ type }) => type === '=');
  if (name === undefined || !isNamed || !asked.every((matcher) => satisfies(matcher, name))) {
    return above(becauseOf.alerts(part));
  }
  const location = world.alerts(name);
  return location === undefined || location.where === 'above'
    ? above(becauseOf.alerts(part))
    : restricted(location, selector, world);
}
