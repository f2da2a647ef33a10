import { satisfies } from '../../promql';
import type { Selection } from './selection';

/** Values that no label of a real selection has in common. */
const STRANGE = ['zq7_a', 'Zq7:b', '~', 'zq 7/c', '0'];

/** Whether a selection takes all series that there are, or all but a few: none of its matchers asks for anything of its own. */
export function takesEverything(selection: Selection): boolean {
  return selection.every((matcher) => STRANGE.every((value) => satisfies(matcher, value)));
}
