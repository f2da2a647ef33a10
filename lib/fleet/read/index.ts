export type { ClusterProfile } from './cluster-profile';
export { clustersFromFile } from './file';
export { clustersFromProfiles, type ProfileOptions } from './profiles';
