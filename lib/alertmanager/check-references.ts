import { asWritten, inProps, type Words } from '../versions';
import type { AlertmanagerFile, Route } from '../native/alertmanager';
import type { Where } from '../problems';

/** A part of the configuration, the place that it stands at, and the words of its fields. */
export interface ConfigPart {
  readonly where: Where;
  readonly file: Partial<AlertmanagerFile>;
  readonly words: Words;
}

/**
 * Reports what the parts of a configuration say of each other: names that are missing, taken twice, or used
 * by nobody.
 *
 * @param where the place of the configuration
 */
export function checkReferences(
  where: Where,
  typed: AlertmanagerFile,
  additional: Partial<AlertmanagerFile>,
): void {
  const parts = [
    { where, file: typed, words: inProps },
    { where: where.at('additionalConfig'), file: additional, words: asWritten },
  ];
  const receivers = declared(parts, ['receivers']);
  const intervals = declared(parts, ['time_intervals', 'mute_time_intervals']);
  checkRoot(where.at('route'), typed, additional);
  for (const part of parts) {
    if (part.file.route) {
      const at = part.where.at('route');
      checkNode(at, part.file.route, { receivers, intervals }, part.words);
    }
  }
  const routes = parts.flatMap(({ file }) => (file.route ? allRoutes(file.route) : []));
  reportUnused(
    receivers,
    routes.map(({ receiver }) => receiver),
    'Name it in a route, or leave it out.',
  );
  reportUnused(
    intervals,
    routes.flatMap((route) => [...(route.mute_time_intervals ?? []), ...(route.active_time_intervals ?? [])]),
    'Name it in `muteTimeIntervals` or `activeTimeIntervals` of a route, or leave it out.',
  );
}

/** Names, and where each was declared first. */
type Names = ReadonlyMap<string, Where>;

type NamedList = 'receivers' | 'time_intervals' | 'mute_time_intervals';

function declared(parts: readonly ConfigPart[], lists: readonly NamedList[]): Names {
  const names = new Map<string, Where>();
  for (const { where, file, words } of parts) {
    for (const list of lists) {
      file[list]?.forEach(({ name }, index) => {
        const at = where.at(words(list), index, 'name');
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
      });
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

function checkNode(
  where: Where,
  route: Route,
  names: { readonly receivers: Names; readonly intervals: Names },
  words: Words,
): void {
  if (route.receiver !== undefined && route.receiver !== '') {
    checkDeclared(where.at('receiver'), route.receiver, names.receivers, 'receiver');
  }
  for (const field of ['mute_time_intervals', 'active_time_intervals'] as const) {
    route[field]?.forEach((name, index) => {
      checkDeclared(where.at(words(field), index), name, names.intervals, 'time interval');
    });
  }
  route.routes?.forEach((child, index) => {
    checkNode(where.at('routes', index), child, names, words);
  });
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
function checkRoot(where: Where, typed: AlertmanagerFile, additional: Partial<AlertmanagerFile>): void {
  const root: Route = { ...typed.route, ...additional.route };
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
    const isSet = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
    if (isSet) {
      where.at(inProps(field)).error({
        code: 'contradiction',
        value,
        complaint: 'cannot be set on the root, which takes every alert',
        remedy: 'Set it on a route below.',
      });
    }
  }
}

function allRoutes(route: Route): Route[] {
  return [route, ...(route.routes ?? []).flatMap(allRoutes)];
}

function reportUnused(names: Names, used: ReadonlyArray<string | undefined>, remedy: string): void {
  for (const [name, where] of names) {
    if (!used.includes(name)) {
      where.warning({ code: 'unused', value: name, complaint: 'is used by no route', remedy });
    }
  }
}
