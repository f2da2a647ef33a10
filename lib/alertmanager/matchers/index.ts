export { checkMatcherText } from './check';
export { printMatcher, type FullMatcher, type LabelMatcher, type MatchType } from './matcher';
export { readMatchers, type NativeMatchers } from './native';
export { parseMatchers, type Dialect, type Reading } from './parse';
export { contradiction, implies } from './reason';
export { testMatcher, testValue, type LabelSet } from './test';
