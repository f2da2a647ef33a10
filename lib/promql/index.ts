export * from './ast';
export { formatFault, type FaultCode, type PromQLFault } from './fault';
export type { PromQLOptions } from './options';
export { parsePromQL, readPromQL } from './parse';
export type { Parsed as ParsedPromQL } from './parser';
export { PromQLError } from './promql-error';
export { valueTypeOf } from './value-type';
