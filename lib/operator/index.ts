export { createConstructs } from './constructs';
export {
  ConstructLink,
  convertObjects,
  type Conversion,
  type Converted,
  type ConvertOptions,
  type Fields,
} from './convert';
export { PathError, readFiles } from './files';
export {
  describeOutcome,
  importObjects,
  type Fate,
  type Imported,
  type ImportOptions,
  type NamespaceLabels,
  type Outcome,
} from './import';
export type {
  ObjectMetadata,
  OperatorKind,
  OperatorObject,
  OtherObject,
  PlainManifest,
  ReadResult,
  Source,
} from './object';
export { readOperatorFiles, type InputFile, type ReadOptions } from './read';
export { OperatorResources, type OperatorResourcesOptions } from './resources';
export { isObject, type PlainObject } from './schema';
export { renderProgram } from './typescript';
