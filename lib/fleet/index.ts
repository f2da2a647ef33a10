export { AlertmanagerExport, type AlertmanagerExportProps } from './alertmanager-export';
export { Cluster } from './cluster';
export type { ClusterDefinition } from './definition';
export type { Delivery } from './delivery';
export { Fleet, type Leaf } from './fleet';
export { FleetApp, type FleetAppProps } from './fleet-app';
export type { FleetProps, Hub } from './props';
export type { ClusterProfile, ProfileOptions } from './read';
export type { ClusterSource } from './source';
