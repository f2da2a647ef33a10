export type { Template } from './ast';
export { calledFunctions } from './called-functions';
export { NOTIFICATION_TEMPLATES, RULE_TEMPLATES, type Dialect } from './dialect';
export { parseTemplate, type TemplateFault } from './parse-template';
export { dataAccesses, type DataAccess } from './data-accesses';
