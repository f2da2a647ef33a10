import type { Matcher, VectorSelector } from '../ast';
import { satisfies } from '../satisfies';
import { MatcherConflictError } from './matcher-conflict-error';

/**
 * A selector that has further matchers. What it says itself of a label that must have one value gives way: it can
 * only ask for the same, or contradict. Beside other matchers it stays, since it may ask for less.
 *
 * @throws {MatcherConflictError} where a matcher contradicts, unless it is to be replaced
 */
export function demand(
  selector: VectorSelector,
  injected: readonly Matcher[],
  onConflict: 'error' | 'replace' = 'error',
): VectorSelector {
  const kept = selector.matchers.filter((existing) => {
    const wanted = injected.find(({ name }) => name === existing.name);
    if (wanted === undefined) {
      return true;
    }
    if (onConflict === 'error' && contradicts(existing, wanted)) {
      throw new MatcherConflictError(selector, existing, wanted);
    }
    return wanted.type !== '=' && onConflict === 'error';
  });
  return Object.freeze({ ...selector, matchers: Object.freeze([...kept, ...injected]) });
}

/** Of two expressions it is not known whether there is a value for both. */
function contradicts(existing: Matcher, injected: Matcher): boolean {
  return (
    (injected.type === '=' && !satisfies(existing, injected.value)) ||
    (existing.type === '=' && !satisfies(injected, existing.value))
  );
}
