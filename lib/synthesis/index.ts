export { byCluster, clusterName, clusterOf, inCluster, type ClusterFact } from './cluster';
export { originsOf } from './connections';
export type { ObjectReference } from './patches';
export { describeResource, kindWord, type Resource, type ResourceKind } from './resource';
export { checkNamespace, ResourceConstruct, type ResourceProps } from './resource-construct';
export { namespaceOf, Synthesis, type SynthesisOptions, type SynthesisReport } from './synthesis';
export type { Connection, Contribution, Plan, PodGroup, Workload } from './workload';
export type { ConfigMapFact, DataSourceFact, PodFact, ServiceFact, World } from './world';
