import type { LabelSet } from '../matchers';
import { describeMatchers, describeSettings } from './describe';
import type { RouteNode, RoutingTree } from './tree';

/**
 * The tree as a Mermaid flowchart, for Markdown: nodes are routes, edges say what an alert must match.
 *
 * @param labels of an alert, whose way then has another colour
 */
export function drawRoutesAsMermaid(tree: RoutingTree, labels?: LabelSet): string {
  const way = new Set(labels === undefined ? [] : tree.match(labels).routes.flatMap((route) => route.way));
  const nodes = tree.nodes();
  const id = (node: RouteNode): string => `n${nodes.indexOf(node)}`;
  const lines = (node: RouteNode, parent: RouteNode | undefined): string[] => {
    const text = [node.receiver, ...describeSettings(node, parent)].join('\n');
    return [
      `  ${id(node)}["${escape(text)}"]`,
      ...(parent ? [`  ${id(parent)} ${edge(node)} ${id(node)}`] : []),
      ...node.routes.flatMap((child) => lines(child, node)),
    ];
  };
  const lit = nodes.filter((node) => way.has(node)).map(id);
  return [
    'flowchart LR',
    ...lines(tree.root, undefined),
    ...(lit.length === 0
      ? []
      : [`  classDef lit fill:#fde68a,stroke:#b45309,color:#1c1917`, `  class ${lit.join(',')} lit`]),
    '',
  ].join('\n');
}

/** Dotted where the siblings that follow are tried as well. */
function edge(node: RouteNode): string {
  const text = escape(describeMatchers(node));
  return node.continue ? `-. "${text}" .->` : `-- "${text}" -->`;
}

/** Mermaid reads entities by their numbers, without the ampersand. */
function escape(text: string): string {
  return text.replace(/[#"<>&`]/g, (char) => `#${char.charCodeAt(0)};`).replaceAll('\n', '<br/>');
}
