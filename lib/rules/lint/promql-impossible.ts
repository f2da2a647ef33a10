import { matchersOf, printMatcher, printPromQL, satisfies, selectorsOf } from '../../promql';
import type { Lint } from './lint';

/** A selector whose matchers contradict each other selects nothing, ever. */
export const promqlImpossible: Lint = function* ({ expr }) {
  for (const selector of selectorsOf(expr)) {
    const matchers = matchersOf(selector);
    for (const { name, type, value } of matchers) {
      const against =
        type === '=' ? matchers.find((other) => other.name === name && !satisfies(other, value)) : undefined;
      if (against !== undefined) {
        yield {
          value: printPromQL(selector),
          complaint: `selects nothing: ${printMatcher({ name, type, value })} contradicts ${printMatcher(against)}`,
          remedy: 'Take one of the two matchers away.',
        };
        break;
      }
    }
  }
};
