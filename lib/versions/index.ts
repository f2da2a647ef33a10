export type { Catalogue, Fact, Section } from './catalogue';
export { checkConfig, checkName, type GateFinding, type GateKind } from './gate';
export * from './alertmanager';
export * from './prometheus';
export * from './thanos';
export { reportGate, reportGates } from './report';
export { readVersion, type Releases } from './supported';
export { compareVersions, formatVersion, parseVersion, type Version } from './version';
export { asWritten, inProps, type Words } from './words';
