import { printMatcher, selectorsOf } from '../../promql';
import type { Lint } from './lint';

const PLAIN = /^[\w:/ -]*$/;

/** Expressions that are none cost more than what they stand for, and hide what is meant. */
export const promqlRegexp: Lint = function* ({ expr }) {
  for (const { matchers } of selectorsOf(expr)) {
    for (const matcher of matchers) {
      const { type, value } = matcher;
      if (type !== '=~' && type !== '!~') {
        continue;
      }
      if (PLAIN.test(value)) {
        yield {
          value: printMatcher(matcher),
          complaint: 'is a regular expression that is plain text',
          remedy: `Write ${type === '=~' ? '=' : '!='}.`,
        };
      } else if (value.startsWith('^') || (value.endsWith('$') && !value.endsWith('\\$'))) {
        yield {
          value: printMatcher(matcher),
          complaint: 'has anchors that Prometheus adds itself',
          remedy: 'Leave ^ and $ out.',
        };
      }
    }
  }
};
