import { regexFault } from '../../values';
import type { FullMatcher } from './matcher';
import { parseMatchers } from './parse';

/** The three ways in which a native configuration says what labels must be. */
export interface NativeMatchers {
  readonly match?: Readonly<Record<string, string | number | null>> | undefined;
  readonly match_re?: Readonly<Record<string, string | number | null>> | undefined;
  readonly matchers?: readonly string[] | undefined;
}

/** All of them as one list. What cannot be read is left out: the checks report it. */
export function readMatchers({ match = {}, match_re = {}, matchers = [] }: NativeMatchers): FullMatcher[] {
  // YAML has numbers where Alertmanager reads texts.
  const equal = Object.entries(match).map(([name, value]) => ({
    name,
    matchType: '=' as const,
    value: String(value ?? ''),
  }));
  const patterns = Object.entries(match_re)
    .map(([name, value]) => ({ name, matchType: '=~' as const, value: String(value ?? '') }))
    .filter(({ value }) => regexFault(value) === undefined);
  const written = matchers.flatMap((text) => {
    const reading = parseMatchers(text);
    return 'fault' in reading ? [] : reading.matchers;
  });
  return [...equal, ...patterns, ...written];
}
