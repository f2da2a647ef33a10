import { printMatcher, readMatchers } from '../../lib/alertmanager/matchers';
import { parseDocuments } from '../../lib/manifests/parse';
import type { Fields } from './corpus';
import { deep, isRecord, mapEntries, mapFields } from './walk';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** What a client has by default. */
const DEFAULTS: Fields = { insecure_skip_verify: false, follow_redirects: true };

/**
 * A configuration of Alertmanager with all that makes no difference said in one way: matchers in the new syntax, times in one
 * list and by numbers, nothing that is empty.
 */
export function canonicalAlertmanager(text: string): Fields {
  return canonicalFile((parseDocuments(text, 'alertmanager.yml')[0] ?? {}) as Fields);
}

/** The same of one that was read. */
export function canonicalFile(file: Fields): Fields {
  return deep(file, (fields) =>
    mapFields(mapEntries(withMatchers(fields), named), (field, value) =>
      isNothing(value) || DEFAULTS[field] === value ? undefined : value,
    ),
  );
}

function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isRecord(value) && Object.keys(value).length === 0)
  );
}

type Matchers = Parameters<typeof readMatchers>[0];

function withMatchers(fields: Fields): Fields {
  const { match, match_re, matchers, ...rest } = fields as Fields & Matchers;
  const sides = ['source', 'target'].flatMap((side) => {
    const given = {
      match: rest[`${side}_match`],
      match_re: rest[`${side}_match_re`],
      matchers: rest[`${side}_matchers`],
    } as Matchers;
    return Object.values(given).some((each) => each !== undefined)
      ? [[`${side}_matchers`, printed(given)] as const]
      : [];
  });
  const others = Object.entries(rest).filter(([field]) => !/^(source|target)_match/.test(field));
  const own = match ?? match_re ?? matchers;
  return Object.fromEntries([
    ...others,
    ...sides,
    ...(own === undefined ? [] : [['matchers', printed({ match, match_re, matchers })] as const]),
  ]);
}

function printed(given: Matchers): string[] {
  return readMatchers(given).map(printMatcher).sort();
}

/** Months by their numbers, a single day or month as a range, all names in small letters; definitions of times in one list. */
function named(field: string, value: unknown): readonly [string, unknown] {
  if (field === 'mute_time_intervals' && Array.isArray(value) && isRecord(value[0])) {
    // References to times are lists of texts.
    return ['time_intervals', value];
  }
  if (!['months', 'weekdays', 'days_of_month', 'years'].includes(field) || !Array.isArray(value)) {
    return [field, value];
  }
  return [
    field,
    value.map((range) => {
      const parts = String(range)
        .toLowerCase()
        .split(':')
        .map((part) => (MONTHS.includes(part) ? String(MONTHS.indexOf(part) + 1) : part));
      return parts[1] === undefined || parts[1] === parts[0] ? parts[0] : parts.join(':');
    }),
  ];
}
