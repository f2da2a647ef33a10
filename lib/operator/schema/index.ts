export { type Path, type SchemaFinding } from './finding';
export { apiVersions, GROUP, isOperatorKind, OPERATOR_KINDS, OPERATOR_VERSION, specSchema } from './kinds';
export { type Schema } from './schema';
export { unknownField, validate } from './validate';
export { isObject, type PlainObject } from './values';
