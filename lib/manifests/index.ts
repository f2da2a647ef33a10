export { flagValues, imageName, words } from './arguments';
export { alertmanagerConfig, prometheusConfig, prometheusFiles, type PrometheusFiles } from './configuration';
export { findInstance, findInstances, LookupError, shortName, type InstanceQuery } from './find-instance';
export { matching } from './glob';
export { instances, type Instance, type Program } from './instance';
export { mountsOf, type Mounts } from './mounts';
export { findManifests, ManifestError, parseDocuments, parseManifests } from './parse';
export { pods, type Pod } from './pods';
