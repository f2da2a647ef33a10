import { merged } from './merged';
import { printSelection } from './print';
import { queryLength } from './query-length';
import type { Selection } from './selection';

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
