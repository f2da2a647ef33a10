export { childrenOf } from './children';
export { rewritePromQL } from './rewrite';
export { matchersOf, metricNamesOf, selectorsOf } from './selectors';
export { walkPromQL } from './walk';
