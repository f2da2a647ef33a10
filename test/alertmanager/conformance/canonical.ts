import { printMatcher, readMatchers } from '../../../lib/alertmanager/matchers';
import { parseDocuments } from '../../../lib/manifests/parse';
import type { Contents } from './corpus';

type Fields = Readonly<Record<string, unknown>>;

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/**
 * A configuration with all that makes no difference said in one way: secrets by their values, certificates by
 * what they are, matchers in the new syntax, times in one list.
 */
export function canonical(text: string, namespace: string, secrets: Contents): unknown {
  return plain(parseDocuments(text, 'alertmanager.yml')[0], namespace, secrets);
}

function plain(value: unknown, namespace: string, secrets: Contents): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => plain(item, namespace, secrets));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const result: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(withMatchers(value as Fields))) {
    const [name, content] = withoutFile(field, inner, namespace, secrets);
    const told = named(name, plain(content, namespace, secrets));
    if (!isNothing(told)) {
      result[name === 'mute_time_intervals' && isDefinition(told) ? 'time_intervals' : name] = told;
    }
  }
  return result;
}

/** References to times are lists of texts. */
function isDefinition(value: unknown): boolean {
  return Array.isArray(value) && typeof value[0] === 'object';
}

function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** `api_url_file` with the path of a mounted Secret is `api_url` with its value. */
function withoutFile(field: string, value: unknown, namespace: string, secrets: Contents): [string, unknown] {
  const [, kind, name, key] =
    /^\/etc\/alertmanager\/(secrets|configmaps)\/([^/]+)\/(.+)$/.exec(String(value)) ?? [];
  if (name === undefined || key === undefined) {
    const certificate = /^\/etc\/alertmanager\/certs\/(\d)_[^_]+_([^_]+)_(.+)$/.exec(String(value));
    return [
      field,
      certificate === null
        ? value
        : `file of ${certificate[1] === '0' ? 'secrets' : 'configmaps'}/${certificate[2]}/${certificate[3]}`,
    ];
  }
  const content = secrets[`${namespace}/${name}`]?.[key];
  return ['ca_file', 'cert_file', 'key_file'].includes(field) || typeof content !== 'string'
    ? [field, `file of ${kind}/${name}/${key}`]
    : [field.replace(/_file$/, ''), content];
}

function withMatchers(fields: Fields): Fields {
  const { match, match_re, matchers, ...rest } = fields as Fields & Parameters<typeof readMatchers>[0];
  const sides = ['source', 'target'].flatMap((side) => {
    const given = {
      match: rest[`${side}_match`],
      match_re: rest[`${side}_match_re`],
      matchers: rest[`${side}_matchers`],
    } as Parameters<typeof readMatchers>[0];
    return Object.values(given).some((each) => each !== undefined)
      ? [[`${side}_matchers`, readMatchers(given).map(printMatcher).sort()] as const]
      : [];
  });
  const others = Object.entries(rest).filter(([field]) => !/^(source|target)_match/.test(field));
  const own = match ?? match_re ?? matchers;
  return Object.fromEntries([
    ...others,
    ...sides,
    ...(own === undefined
      ? []
      : [['matchers', readMatchers({ match, match_re, matchers }).map(printMatcher).sort()]]),
  ]) as Fields;
}

/** Months by their numbers, a single day or month as a range, all names in small letters. */
function named(field: string, value: unknown): unknown {
  if (!['months', 'weekdays', 'days_of_month', 'years'].includes(field) || !Array.isArray(value)) {
    return value;
  }
  return value.map((range) => {
    const parts = String(range)
      .toLowerCase()
      .split(':')
      .map((part) => (MONTHS.includes(part) ? String(MONTHS.indexOf(part) + 1) : part));
    return parts[1] === undefined || parts[1] === parts[0] ? parts[0] : parts.join(':');
  });
}
