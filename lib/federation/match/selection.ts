import { matchersOf, type Matcher, type VectorSelector } from '../../promql';
import { isImplied, possibleValues } from './implied';

/** Series that are asked for: all matchers hold, that of the name among them. Each matcher stands there once, sorted. */
export type Selection = readonly Matcher[];

/** What a selector selects, whatever moment it looks at. */
export function selectionOf(selector: VectorSelector): Selection {
  return normalized(matchersOf(selector));
}

/** Each matcher once, in an order that does not depend on how they were written. */
export function normalized(matchers: readonly Matcher[]): Selection {
  const byText = new Map(
    matchers.map(({ name, type, value }) => [JSON.stringify([name, type, value]), { name, type, value }]),
  );
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, matcher]) => matcher);
}

/** Whether everything that `a` selects is selected by `b`, as far as that can be seen. */
export function isCovered(a: Selection, b: Selection): boolean {
  return selectsNothing(a) || b.every((matcher) => isImplied(matcher, a));
}

/** Whether the matchers are known to contradict each other. */
export function selectsNothing(selection: Selection): boolean {
  return [...new Set(selection.map(({ name }) => name))].some((label) => {
    const values = possibleValues(selection.filter(({ name }) => name === label));
    return values?.length === 0;
  });
}

/** Those that are needed: each is covered by one of them, and none of them by another. */
export function minimal(selections: readonly Selection[]): readonly Selection[] {
  const kept: Selection[] = [];
  for (const selection of byBreadth(selections)) {
    if (!selectsNothing(selection) && !kept.some((each) => isCovered(selection, each))) {
      // One that came earlier may be covered by a later one that says more, and means less, than it seems.
      const narrower = kept.filter((each) => isCovered(each, selection));
      narrower.forEach((each) => kept.splice(kept.indexOf(each), 1));
      kept.push(selection);
    }
  }
  return kept.sort((a, b) => (textOfKey(a) < textOfKey(b) ? -1 : 1));
}

function byBreadth(selections: readonly Selection[]): Selection[] {
  return [...selections].sort((a, b) => a.length - b.length || (textOfKey(a) < textOfKey(b) ? -1 : 1));
}

function textOfKey(selection: Selection): string {
  return JSON.stringify(selection.map(({ name, type, value }) => [name, type, value]));
}
