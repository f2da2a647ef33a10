export { checkTemplates } from './check';
export { checkTemplateFiles, inlineTemplates, isInline, renderTemplates } from './files';
