export { mergeConfig } from './merge-config';
export { renderYaml } from './yaml';
export { isPlainObject } from './plain-object';
