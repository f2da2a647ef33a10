import { METRIC_NAME, printMatcher, type Matcher } from '../../promql';
import { possibleValues } from './implied';
import { printSelection } from './print';
import { normalized, type Selection } from './selection';

/** What proxies take of a URL, less what stands before the query. */
export const LONGEST_QUERY = 7_500;

/** Requests to `/federate` that ask for all selections together: texts of `match[]`, each request below the length of a URL. */
export function requestsFor(
  selections: readonly Selection[],
  longest = LONGEST_QUERY,
): ReadonlyArray<readonly string[]> {
  const requests: string[][] = [];
  let length = Infinity;
  for (const text of merged(selections, longest).map(printSelection)) {
    const own = queryLength(text);
    if (length + own > longest) {
      requests.push([]);
      length = 0;
    }
    requests.at(-1)?.push(text);
    length += own;
  }
  return requests;
}

/** How long a text of `match[]` is in a URL, with what stands between it and the next. */
export function queryLength(match: string): number {
  return `${encodeURIComponent('match[]')}=&`.length + encodedLength(match);
}

/** As browsers write it, which escape no less than Go does. */
function encodedLength(text: string): number {
  return new URLSearchParams([['', text]]).toString().length - 1;
}

/** Names that are asked for with the same other matchers, in one expression: shorter, and the same series. */
function merged(selections: readonly Selection[], longest: number): Selection[] {
  const groups = new Map<string, { readonly others: Selection; readonly names: string[] }>();
  const single: Selection[] = [];
  for (const selection of selections) {
    const others = selection.filter(({ name }) => name !== METRIC_NAME);
    const names = possibleValues(selection.filter(({ name }) => name === METRIC_NAME));
    if (names === undefined || names.some((name) => !/^[\w:]+$/.test(name))) {
      single.push(selection);
      continue;
    }
    const key = others.map(printMatcher).join(',');
    const group = groups.get(key) ?? { others, names: [] };
    groups.set(key, group);
    group.names.push(...names.filter((name) => !group.names.includes(name)));
  }
  return [
    ...[...groups.values()].flatMap(({ others, names }) =>
      chunks(names, longest - 200 - queryLength(printSelection(others))).map((some) =>
        normalized([nameMatcher(some), ...others]),
      ),
    ),
    ...single,
  ];
}

function nameMatcher(names: readonly string[]): Matcher {
  const [only = ''] = names;
  return names.length === 1
    ? { name: METRIC_NAME, type: '=', value: only }
    : { name: METRIC_NAME, type: '=~', value: names.join('|') };
}

/** Names in lists of at most that many bytes of a URL. */
function chunks(names: readonly string[], longest: number): string[][] {
  const result: string[][] = [];
  let length = Infinity;
  for (const name of names) {
    const own = encodedLength(`${name}|`);
    if (length + own > longest) {
      result.push([]);
      length = 0;
    }
    result.at(-1)?.push(name);
    length += own;
  }
  return result;
}
