export { prettyPromQL } from './pretty';
export { printPromQL } from './print';
export { printMatcher } from './selector';
