import { regexFault } from '../../values';
import { parseClassic } from './classic-parser';
import { isPattern, type FullMatcher } from './matcher';
import type { Parsed } from './parsed';
import { parseUtf8 } from './utf8-parser';

/**
 * How Alertmanager comes to its reading: `plain` where nothing is in doubt, `classic` where only the old
 * parser can read it, `ambiguous` where the two parsers read different things.
 */
export type Dialect = 'plain' | 'classic' | 'ambiguous';

/** One or more matchers as Alertmanager reads them. */
export interface Reading {
  readonly matchers: readonly FullMatcher[];
  readonly dialect: Dialect;
}

/**
 * Reads matchers as Alertmanager does in its default mode: by both parsers, and where they differ as the
 * classic one.
 */
export function parseMatchers(text: string): Reading | { readonly fault: string } {
  if (!text.isWellFormed()) {
    return { fault: 'it is no Unicode text' };
  }
  const utf8 = withPatterns(parseUtf8(text));
  const classic = withPatterns(parseClassic(text));
  if ('fault' in utf8) {
    return 'fault' in classic ? utf8 : { matchers: classic.matchers, dialect: 'classic' };
  }
  if ('fault' in classic || isSame(utf8.matchers, classic.matchers)) {
    return { matchers: utf8.matchers, dialect: 'plain' };
  }
  return { matchers: classic.matchers, dialect: 'ambiguous' };
}

/** A pattern that RE2 refuses is a failure of the parser, too. */
function withPatterns(parsed: Parsed): Parsed {
  if ('fault' in parsed) {
    return parsed;
  }
  for (const { matchType, value } of parsed.matchers) {
    const fault = isPattern(matchType) ? regexFault(value) : undefined;
    if (fault !== undefined) {
      return { fault };
    }
  }
  return parsed;
}

function isSame(a: readonly FullMatcher[], b: readonly FullMatcher[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, matchType, value }, index) => {
      const other = b[index];
      return name === other?.name && matchType === other.matchType && value === other.value;
    })
  );
}
