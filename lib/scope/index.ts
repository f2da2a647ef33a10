export { isScoped, scopedGroups, type RecordedNames } from './scoped-groups';
export { jobSeries, scopeOf, type JobSeries, type Scope, type ScopeObstacle } from './scope';
