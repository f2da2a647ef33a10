import { satisfies, type Matcher } from '../../promql';
import { minimal, type Selection } from './selection';

/**
 * A selection as a leaf understands it: its external labels are on what leaves it and not on what it stores, so that matchers
 * of them are judged here. Undefined where nothing of the leaf is meant.
 */
export function selectionOnLeaf(
  selection: Selection,
  externalLabels: Readonly<Record<string, string>>,
): Selection | undefined {
  const judged = (matcher: Matcher): boolean => Object.hasOwn(externalLabels, matcher.name);
  return selection.filter(judged).every((matcher) => satisfies(matcher, externalLabels[matcher.name] ?? ''))
    ? selection.filter((matcher) => !judged(matcher))
    : undefined;
}

/**
 * What is wanted of a leaf, as it understands it, and no more than is needed.
 *
 * @param wanted of all leaves, as `minimal` has it
 */
export function selectionsOnLeaf(
  wanted: readonly Selection[],
  externalLabels: Readonly<Record<string, string>>,
): readonly Selection[] {
  return minimal(
    wanted.map((each) => selectionOnLeaf(each, externalLabels)).filter((each) => each !== undefined),
  );
}
