export { bindDashboard, namedSources, type Binding } from './bind';
export { checkDashboard, unrecordedNames } from './check';
export { isObject, textOf, type JsonObject } from './json';
export { readDashboard } from './read';
export { uidOfDashboard } from './uid';
export { dashboardSelectors, namesOf, readQueries, type ReadQuery } from './selectors';
