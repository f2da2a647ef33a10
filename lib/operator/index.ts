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
