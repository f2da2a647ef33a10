import { contradiction, implies, printMatcher, readMatchers, type FullMatcher } from '../matchers';
import { reportMistake } from '../severity';
import type { SourcedRoute } from './source';

/**
 * Reports what nodes of the tree say of each other: those that no alert can reach, and those that go on where
 * nobody follows. Only what follows from the matchers is said; a regular expression that is more than a list
 * of words is trusted.
 */
export function checkTree(root: SourcedRoute): void {
  checkChildren(root, []);
}

/** @param above the matchers that an alert has passed when it gets here */
function checkChildren(parent: SourcedRoute, above: readonly FullMatcher[]): void {
  const siblings = parent.routes.map((route) => ({ route, own: readMatchers(route.value) }));
  siblings.forEach(({ route, own }, index) => {
    const all = [...above, ...own];
    if (reportContradiction(route, all)) {
      return; // what is said below it is of no use
    }
    const shadow = siblings
      .slice(0, index)
      .find((earlier) => earlier.route.value.continue !== true && implies(all, earlier.own));
    if (shadow !== undefined) {
      reportShadow(route, shadow.route);
      return;
    }
    const followed = siblings
      .slice(index + 1)
      .some((later) => contradiction([...all, ...later.own]) === undefined);
    if (route.value.continue === true && !followed) {
      reportUseless(route, index === siblings.length - 1);
    }
    checkChildren(route, all);
  });
}

function reportContradiction({ where, words }: SourcedRoute, all: readonly FullMatcher[]): boolean {
  const found = contradiction(all);
  if (found !== undefined) {
    reportMistake(where.at('matchers'), words, {
      code: 'contradiction',
      value: found,
      complaint: 'cannot hold together: the route takes no alert',
      remedy: 'An alert must match all of them, those of the routes above included.',
    });
  }
  return found !== undefined;
}

function reportShadow(route: SourcedRoute, shadow: SourcedRoute): void {
  const matchers = readMatchers(shadow.value).map(printMatcher).join(', ');
  reportMistake(route.where, route.words, {
    code: 'unreachable',
    complaint: `is reached by no alert: ${shadow.where.field ?? 'a route before it'} (${matchers === '' ? 'every alert' : matchers}) takes all of them`,
    remedy: 'Put it before that one, or set `continue: true` there.',
  });
}

function reportUseless({ where, words, continues }: SourcedRoute, isLast: boolean): void {
  if (continues !== 'by strategy') {
    reportMistake(where.at('continue'), words, {
      code: 'contradiction',
      value: true,
      complaint: isLast
        ? 'cannot matter: no route follows'
        : 'cannot matter: no route that follows takes any of these alerts',
      remedy: 'Leave it out.',
    });
  }
}
