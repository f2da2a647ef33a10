export { jobSeries, scopeOf, type JobSeries, type Scope, type ScopeObstacle } from './scope';
