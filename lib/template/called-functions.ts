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
  const pipeline = ({ commands }: Pipeline): void => {
    commands.flat().forEach(operand);
  };
  const nodes = (list: readonly TemplateNode[]): void => {
    for (const node of list) {
      if ('pipeline' in node && node.pipeline !== undefined) {
        pipeline(node.pipeline);
      }
      if ('body' in node) {
        nodes(node.body);
        nodes(node.otherwise);
      }
    }
  };
  [template.nodes, ...template.definitions.map(({ body }) => body)].forEach(nodes);
  return found;
}
