import { METRIC_NAME, matchersOf, satisfies, type Matcher, type VectorSelector } from '../../promql';
import { regexFault } from '../../values';
import type { JobFacts, ShardFacts } from '../facts';
import type { Keys, Location } from './location';

/** Facts with their defaults, as the analysis asks for them. */
export interface World {
  readonly facts: Required<ShardFacts>;
  readonly keys: Keys;
  readonly jobs: ReadonlyMap<string, JobFacts>;

  /** Names that rules record. */
  readonly recordedNames: ReadonlySet<string>;

  /** Where the series of a recorded name are. */
  readonly recorded: (name: string) => Location;

  /** Where the series of alerts of a name are; undefined where no rule is known that fires them. */
  readonly alerts: (name: string) => Location | undefined;
}

export const DEFAULT_SHARD_LABEL = 'on_shard';

export function withDefaults(facts: ShardFacts): Required<ShardFacts> {
  return { jobs: [], keys: [['job', 'instance']], obstacles: [], shardLabel: DEFAULT_SHARD_LABEL, ...facts };
}

/** Series that rules of any kind write about alerts. */
export const ALERT_SERIES = ['ALERTS', 'ALERTS_FOR_STATE'];

/** All matchers of a label. */
export function matchersFor(selector: VectorSelector, label: string): Matcher[] {
  return matchersOf(selector).filter(({ name }) => name === label);
}

/** Those of the names that a selector can select. */
export function selectable(selector: VectorSelector, names: Iterable<string>): string[] {
  const asked = matchersFor(selector, METRIC_NAME);
  return [...names].filter((name) => asked.every((matcher) => satisfies(matcher, name)));
}

/** The job that exposes the metric of a selector, where one alone does. */
function ownerOf(selector: VectorSelector, { jobs }: World): JobFacts | undefined {
  const [name] = matchersFor(selector, METRIC_NAME).flatMap(({ type, value }) =>
    type === '=' ? [value] : [],
  );
  if (name === undefined) {
    return undefined;
  }
  return [...jobs.values()].find(
    ({ metrics }) =>
      metrics !== undefined &&
      regexFault(metrics) === undefined &&
      satisfies({ name: METRIC_NAME, type: '=~', value: metrics }, name),
  );
}

const WORDS = /^[\w.-]+(?:\|[\w.-]+)*$/;

/** Values that `job` can have on raw series of a selector, where they are few and known. */
export function jobsOf(selector: VectorSelector, world: World): readonly string[] | undefined {
  const owner = ownerOf(selector, world);
  if (owner !== undefined) {
    return [owner.job];
  }
  const asked = matchersFor(selector, 'job');
  const lists = asked.flatMap(({ type, value }) =>
    type === '=' && value !== ''
      ? [[value]]
      : type === '=~' && WORDS.test(value) && !value.includes('.')
        ? [value.split('|')]
        : [],
  );
  const [first] = lists;
  return first?.filter((job) => asked.every((matcher) => satisfies(matcher, job)));
}

/** Jobs of a kind that a selector can select raw series of. */
export function possibleJobs(selector: VectorSelector, jobs: readonly string[], world: World): string[] {
  const known = jobsOf(selector, world);
  const asked = matchersFor(selector, 'job');
  return jobs.filter((job) =>
    known === undefined ? asked.every((matcher) => satisfies(matcher, job)) : known.includes(job),
  );
}

/** Jobs that every shard scrapes. */
export function broadcastJobs({ facts }: World): string[] {
  return facts.jobs.filter(({ spread }) => spread === 'broadcast').map(({ job }) => job);
}
