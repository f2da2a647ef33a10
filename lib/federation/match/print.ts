import { METRIC_NAME, printMatcher } from '../../promql';
import type { Selection } from './selection';

/** A name that stands before the braces. */
const PLAIN_NAME = /^[a-zA-Z_:][\w:]*$/;

/** As it is written into `match[]`: a plain name stands before the braces. */
export function printSelection(selection: Selection): string {
  const name = selection.find(
    ({ name: label, type, value }) => label === METRIC_NAME && type === '=' && PLAIN_NAME.test(value),
  );
  const others = selection.filter((matcher) => matcher !== name);
  const braces = others.length === 0 && name !== undefined ? '' : `{${others.map(printMatcher).join(',')}}`;
  return `${name?.value ?? ''}${braces}`;
}
