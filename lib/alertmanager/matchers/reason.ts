import { printMatcher, type FullMatcher } from './matcher';
import { testValue } from './test';

/**
 * Why no labels can fulfil all of the matchers: the two that exclude each other, or all of one label; undefined
 * where some can, or where nobody can tell by looking at the values that are written out.
 */
export function contradiction(matchers: readonly FullMatcher[]): string | undefined {
  for (const [, ofLabel] of byLabel(matchers)) {
    const values = finiteValues(ofLabel);
    if (values?.length === 0) {
      return ofLabel.map(printMatcher).join(', ');
    }
  }
  return undefined;
}

/** Whether whatever fulfils `all` fulfils each of `wanted`, too. False where nobody can tell. */
export function implies(all: readonly FullMatcher[], wanted: readonly FullMatcher[]): boolean {
  const labels = byLabel(all);
  return wanted.every((matcher) => impliesOne(labels.get(matcher.name) ?? [], matcher));
}

function impliesOne(given: readonly FullMatcher[], wanted: FullMatcher): boolean {
  if (given.some((each) => each.matchType === wanted.matchType && each.value === wanted.value)) {
    return true;
  }
  if (wanted.matchType === '=~' && MATCHES_ALL.has(wanted.value)) {
    return true;
  }
  const values = finiteValues(given);
  return values?.every((value) => testValue(wanted, value)) === true;
}

/** `.*` does not match a line break; values of labels that have one are left out of account. */
const MATCHES_ALL: ReadonlySet<string> = new Set(['.*', '(.*)', '(?s).*', '(?s:.*)']);

/** The values that a label can have under matchers of it; undefined where they are not written out. */
function finiteValues(matchers: readonly FullMatcher[]): string[] | undefined {
  const candidates = matchers.map(writtenOut).find((values) => values !== undefined);
  return candidates?.filter((value) => matchers.every((matcher) => testValue(matcher, value)));
}

/** `a|b` and its like name their values; anything that has a meaning beyond that does not. */
const ALTERNATIVES = /^[^\\.+*?()[\]{}^$]*$/;

function writtenOut({ matchType, value }: FullMatcher): string[] | undefined {
  if (matchType === '=') {
    return [value];
  }
  const bare = /^\(([^()]*)\)$/.exec(value)?.[1] ?? value;
  return matchType === '=~' && ALTERNATIVES.test(bare) ? bare.split('|') : undefined;
}

function byLabel(matchers: readonly FullMatcher[]): Map<string, FullMatcher[]> {
  const labels = new Map<string, FullMatcher[]>();
  for (const matcher of matchers) {
    labels.set(matcher.name, [...(labels.get(matcher.name) ?? []), matcher]);
  }
  return labels;
}
