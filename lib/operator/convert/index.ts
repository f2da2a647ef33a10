export { AlertmanagerLink } from './alerting';
export { convertObjects, type Conversion, type ConvertibleKind, type Converted } from './convert';
export type { ConvertOptions } from './surroundings';
export type { Fields } from './fields';
