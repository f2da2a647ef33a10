export { diffManifests, worstOf, type DiffOptions, type ManifestDiff } from './diff';
export type { Finding, Level } from './finding';
export type { ObjectChange } from './objects';
export { diffMarkdown, diffText } from './report';
export type { DiscoveredTarget } from './targets';
