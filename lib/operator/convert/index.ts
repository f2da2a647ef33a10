export { convertObjects, type Conversion, type Converted } from './convert';
export type { ConvertOptions } from './surroundings';
export type { Fields } from './fields';
export { ConstructLink, linkId } from './link';
