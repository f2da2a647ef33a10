import type { LabelSet } from '../matchers';
import { describeMatchers, describeSettings } from './describe';
import type { RouteNode, RoutingTree } from './tree';

/**
 * The tree as text: a line for each node with what it asks and who gets it.
 *
 * @param labels of an alert, whose way is then marked with `>`
 */
export function drawRoutes(tree: RoutingTree, labels?: LabelSet): string {
  const way = new Set(labels === undefined ? [] : tree.match(labels).routes.flatMap((route) => route.way));
  const takers = new Set(
    labels === undefined ? [] : tree.match(labels).routes.map(({ way: of }) => of.at(-1)),
  );
  const lines = (node: RouteNode, parent: RouteNode | undefined, first: string, rest: string): string[] => {
    const settings = describeSettings(node, parent);
    const mark = takers.has(node) ? '> ' : way.has(node) ? '. ' : '  ';
    const goesOn = node.continue ? ' (continue)' : '';
    const head = `${labels === undefined ? '' : mark}${first}${describeMatchers(node)} -> ${node.receiver}${goesOn}`;
    const below = node.routes.flatMap((child, index) => {
      const isLast = index === node.routes.length - 1;
      return lines(child, node, `${rest}${isLast ? '└─ ' : '├─ '}`, `${rest}${isLast ? '   ' : '│  '}`);
    });
    return [settings.length === 0 ? head : `${head}  [${settings.join('; ')}]`, ...below];
  };
  return `${lines(tree.root, undefined, '', '').join('\n')}\n`;
}
