export { renderYaml } from './yaml';
