export { demand } from './demand';
export { MatcherConflictError } from './matcher-conflict-error';
export { injectMatchers, type InjectOptions } from './inject-matchers';
