import { METRIC_NAME, printMatcher, type Matcher } from '../../promql';
import { possibleValues } from './implied';
import { printSelection } from './print';
import { encodedLength, queryLength } from './query-length';
import { normalized, type Selection } from './selection';

/**
 * Names that are asked for with the same other matchers, in one expression: shorter, and the same series.
 *
 * @param longest how many bytes of a URL an expression may have
 */
export function merged(selections: readonly Selection[], longest: number): Selection[] {
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
