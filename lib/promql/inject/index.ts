export { MatcherConflictError } from './conflict';
export { demand } from './demand';
export { injectMatchers, type InjectOptions } from './inject-matchers';
