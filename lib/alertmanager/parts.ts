import type { AlertmanagerFile, InhibitRule, Receiver, TimeInterval } from '../native/alertmanager';
import type { Where } from '../problems';
import type { Words } from '../versions';
import { sourcedRoute, type Sourced, type SourcedRoute } from './routing';

/** The two lists that upstream has for times. */
export type IntervalList = 'time_intervals' | 'mute_time_intervals';

/** Named times, and the list that they stand in. */
export interface SourcedInterval extends Sourced<TimeInterval> {
  readonly list: IntervalList;
}

/** What several places may contribute to a configuration; natively, each piece with its place. */
export interface ConfigParts {
  readonly route?: SourcedRoute;
  readonly receivers: ReadonlyArray<Sourced<Receiver>>;
  readonly inhibitRules: ReadonlyArray<Sourced<InhibitRule>>;
  readonly timeIntervals: readonly SourcedInterval[];
}

/** The parts of a native file. */
export function partsOfFile(where: Where, words: Words, file: Partial<AlertmanagerFile>): ConfigParts {
  const list = <T>(field: keyof AlertmanagerFile, values: readonly T[] = []): Array<Sourced<T>> =>
    values.map((value, index) => ({ value, where: where.at(words(field), index), words }));
  return {
    ...(file.route ? { route: sourcedRoute(where.at('route'), words, file.route) } : {}),
    receivers: list('receivers', file.receivers),
    inhibitRules: list('inhibit_rules', file.inhibit_rules),
    timeIntervals: (['mute_time_intervals', 'time_intervals'] as const).flatMap((field) =>
      list(field, file[field]).map((interval) => ({ ...interval, list: field })),
    ),
  };
}

/** What is put together from parts. */
const PARTS: ReadonlySet<string> = new Set<keyof AlertmanagerFile>([
  'route',
  'receivers',
  'inhibit_rules',
  'mute_time_intervals',
  'time_intervals',
]);

/** What is in no list of parts: global settings, templates, tracing. */
export function settingsOf(file: Partial<AlertmanagerFile>): Partial<AlertmanagerFile> {
  return Object.fromEntries(Object.entries(file).filter(([field]) => !PARTS.has(field)));
}
