export { checkMatchers } from './check';
export { printMatcher, type FullMatcher, type LabelMatcher, type MatchType } from './matcher';
export { parseMatchers, type Dialect, type Reading } from './parse';
