import type { Operand, Pipeline, Template, TemplateNode } from './ast';

/** Names of the functions that a template calls, in it and in the templates that it defines. */
export function calledFunctions(template: Template): ReadonlySet<string> {
  const found = new Set<string>();
  const operand = (each: Operand): void => {
    if (each.kind === 'function') {
      found.add(each.name);
    } else if (each.kind === 'pipeline') {
      pipeline(each);
    } else if (each.kind === 'chain') {
      operand(each.of);
    }
  };
  const pipeline = (each: Pipeline | undefined): void => {
    each?.commands.flat().forEach(operand);
  };
  const nodes = (list: readonly TemplateNode[]): void => {
    for (const node of list) {
      if (node.kind === 'action' || node.kind === 'template') {
        pipeline(node.pipeline);
      } else if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range') {
        pipeline(node.pipeline);
        nodes(node.body);
        nodes(node.otherwise);
      }
    }
  };
  [template.nodes, ...template.definitions.map(({ body }) => body)].forEach(nodes);
  return found;
}
