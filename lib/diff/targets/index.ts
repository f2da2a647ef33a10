export { undivided } from './division';
export { jobsOf, type JobSide } from './jobs-of';
export { shareFindings } from './shares';
export { targetFindings, type DiscoveredTarget } from './targets';
