import type { Where } from '../problems';
import { inProps } from '../versions';
import type { ConfigParts } from './parts';
import { isSilent } from './receivers';
import { allRoutes, type Sourced, type SourcedRoute } from './routing';
import { reportMistake } from './severity';

/** A configuration as a whole: every piece with its place, and the tree that they make. */
export type WholeConfig = ConfigParts & { readonly route: SourcedRoute };

/**
 * Reports what the parts of a configuration say of each other: names that are missing, taken twice, or used
 * by nobody.
 */
export function checkReferences(config: WholeConfig): void {
  const receivers = declared(config.receivers);
  const intervals = declared(config.timeIntervals);
  checkRoot(config.route);
  const routes = allRoutes(config.route);
  for (const route of routes) {
    checkNames(route, receivers, intervals);
  }
  checkSilentRoot(config);
  reportUnused(
    receivers,
    routes.map(({ value }) => value.receiver),
    'Name it in a route, or leave it out.',
  );
  reportUnused(
    intervals,
    routes.flatMap(({ value }) => [
      ...(value.mute_time_intervals ?? []),
      ...(value.active_time_intervals ?? []),
    ]),
    'Name it in `muteTimeIntervals` or `activeTimeIntervals` of a route, or leave it out.',
  );
}

/** Names, and where each was declared first. */
type Names = ReadonlyMap<string, Where>;

function declared(pieces: ReadonlyArray<Sourced<{ readonly name: string }>>): Names {
  const names = new Map<string, Where>();
  for (const { value, where } of pieces) {
    const name: unknown = value.name;
    const at = where.at('name');
    if (typeof name !== 'string' || name === '') {
      reportNameless(at, name);
    } else if (names.has(name)) {
      at.error({
        code: 'duplicate',
        value: name,
        complaint: `is the name of ${names.get(name)?.field ?? ''} already`,
        remedy: 'Choose another name.',
      });
    } else {
      names.set(name, at);
    }
  }
  return names;
}

/** Types do not hold in plain JavaScript, nor in parsed YAML. */
function reportNameless(where: Where, name: unknown): void {
  const isMissing = name === undefined || name === null;
  where.error({
    code: 'incomplete',
    ...(isMissing || name === '' ? {} : { value: name }),
    complaint: isMissing ? 'is missing' : name === '' ? 'is empty' : 'is not a text',
    remedy: 'Name it, as routes do.',
  });
}

function checkNames({ value, where, words }: SourcedRoute, receivers: Names, intervals: Names): void {
  if (value.receiver !== undefined && value.receiver !== '') {
    checkDeclared(where.at('receiver'), value.receiver, receivers, 'receiver');
  }
  const muted = value.mute_time_intervals ?? [];
  const active = value.active_time_intervals ?? [];
  for (const [field, names] of [
    ['mute_time_intervals', muted],
    ['active_time_intervals', active],
  ] as const) {
    names.forEach((name, index) => {
      checkDeclared(where.at(words(field), index), name, intervals, 'time interval');
    });
  }
  if (active.length > 0 && active.every((name) => muted.includes(name))) {
    reportMistake(where.at(words('active_time_intervals')), words, {
      code: 'never',
      value: active,
      complaint: `is muted as a whole by \`${words('mute_time_intervals')}\`: the route never notifies`,
      remedy: 'Name other times in one of them.',
    });
  }
}

function checkDeclared(where: Where, name: string, names: Names, what: string): void {
  if (!names.has(name)) {
    where.error({
      code: 'unknown-reference',
      value: name,
      complaint: `is not a ${what}`,
      remedy: names.size === 0 ? `There is none yet: add it.` : `There are: ${[...names.keys()].join(', ')}.`,
    });
  }
}

/** What only the root must have, and what it must not have: it takes every alert at every time. */
function checkRoot({ value: root, where, words }: SourcedRoute): void {
  if (root.receiver === undefined || root.receiver === '') {
    where.at('receiver').error({
      code: 'incomplete',
      complaint: 'is not set: the root takes what no other route takes',
      remedy: 'Name a receiver; `nullReceiver()` makes one that notifies nobody.',
    });
  }
  const refused = [
    'matchers',
    'match',
    'match_re',
    'continue',
    'mute_time_intervals',
    'active_time_intervals',
  ] as const;
  for (const field of refused) {
    const value = root[field];
    const isGiven = Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object'
        ? Object.keys(value).length > 0
        : value !== undefined && value;
    if (isGiven) {
      where.at(words(field)).error({
        code: 'contradiction',
        value,
        complaint: 'cannot be set on the root, which takes every alert',
        remedy: 'Set it on a route below.',
      });
    }
  }
}

/** What nobody thought of is what most needs a reader. */
function checkSilentRoot({ route, receivers }: WholeConfig): void {
  const receiver = receivers.find(({ value }) => value.name === route.value.receiver)?.value;
  if (receiver !== undefined && isSilent(receiver) && route.words === inProps) {
    route.where.at('receiver').warning({
      code: 'silent',
      value: receiver.name,
      complaint: 'notifies nobody: an alert that no route takes is lost',
      remedy:
        'Give the root a receiver that somebody reads, and silence what is known by routes of their own.',
    });
  }
}

function reportUnused(names: Names, used: ReadonlyArray<string | undefined>, remedy: string): void {
  for (const [name, where] of names) {
    if (!used.includes(name)) {
      where.warning({ code: 'unused', value: name, complaint: 'is used by no route', remedy });
    }
  }
}
