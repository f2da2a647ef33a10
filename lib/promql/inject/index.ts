export { MatcherConflictError } from './conflict';
export { injectMatchers, type InjectOptions } from './inject-matchers';
