import { RE2JS } from 're2js';
import { isPattern, type FullMatcher } from './matcher';

/** Labels of an alert. */
export type LabelSet = Readonly<Record<string, string>>;

const COMPILED = new Map<string, RE2JS>();

/** Whether a label has a value that the matcher asks for; one that is missing has the empty value. */
export function testMatcher(matcher: FullMatcher, labels: LabelSet): boolean {
  return testValue(matcher, Object.hasOwn(labels, matcher.name) ? (labels[matcher.name] ?? '') : '');
}

/** The same of a value. */
export function testValue({ matchType, value: wanted }: FullMatcher, value: string): boolean {
  const holds = isPattern(matchType) ? compiled(wanted).matcher(value).matches() : value === wanted;
  return matchType === '=' || matchType === '=~' ? holds : !holds;
}

/** Anchored, as Alertmanager reads it. */
function compiled(pattern: string): RE2JS {
  const known = COMPILED.get(pattern) ?? RE2JS.compile(`^(?:${pattern})$`);
  COMPILED.set(pattern, known);
  return known;
}
