import { satisfies, type Matcher } from '../../promql';

/** Values written out with `|`, which a matcher is then known to allow. */
const WORDS = /^[\w:./ -]*(?:\|[\w:./ -]*)*$/;

/**
 * Whether a matcher holds for every series for which all of `given` hold, as far as that can be seen: `false` means that
 * nobody knows.
 */
export function isImplied(matcher: Matcher, given: readonly Matcher[]): boolean {
  if (allowsEverything(matcher)) {
    return true;
  }
  const asked = given.filter(({ name }) => name === matcher.name);
  if (asked.some(({ type, value }) => type === matcher.type && value === matcher.value)) {
    return true;
  }
  const values = possibleValues(asked);
  if (values !== undefined) {
    return values.every((value) => satisfies(matcher, value));
  }
  if (isFilled(matcher)) {
    return asked.some((each) => !satisfies(each, ''));
  }
  const forbidden = forbiddenBy(matcher);
  return forbidden.length > 0 && forbidden.every((value) => asked.some((each) => !satisfies(each, value)));
}

/** Values that a label can have, where few are allowed: by `=`, or by alternatives that are written out. */
export function possibleValues(asked: readonly Matcher[]): readonly string[] | undefined {
  const lists = asked.flatMap(({ type, value }) =>
    type === '=' ? [[value]] : type === '=~' && isList(value) ? [value.split('|')] : [],
  );
  const [first] = lists;
  return first?.filter((value) => asked.every((matcher) => satisfies(matcher, value)));
}

/** Whether a pattern is a list of plain values. A dot stands for any character, so that it is none. */
export function isList(pattern: string): boolean {
  return WORDS.test(pattern) && !pattern.includes('.');
}

/** Whether it holds for every series, also for those without the label. */
function allowsEverything({ type, value }: Matcher): boolean {
  return type === '=~' && value === '.*';
}

/** Whether it says no more than that there is such a label. */
function isFilled({ type, value }: Matcher): boolean {
  return (
    (type === '!=' && value === '') || (type === '=~' && value === '.+') || (type === '!~' && value === '')
  );
}

/** The few values for which a negative matcher does not hold; empty where they are not few. */
function forbiddenBy({ type, value }: Matcher): readonly string[] {
  return type === '!=' ? [value] : type === '!~' && isList(value) ? value.split('|') : [];
}
