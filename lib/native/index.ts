export { mergeConfig } from './merge-config';
export { renderYaml } from './yaml';
