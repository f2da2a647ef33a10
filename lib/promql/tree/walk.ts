import type { Expr } from '../ast';
import { childrenOf } from './children';

/**
 * Visits an expression and all that it is made of, from the outside in, in the order of the text.
 *
 * @param visit `parent` is undefined for the expression itself; return `false` to leave out what is inside
 */
export function walkPromQL(expr: Expr, visit: (node: Expr, parent: Expr | undefined) => unknown): void {
  const visitBelow = (node: Expr, parent: Expr | undefined): void => {
    if (visit(node, parent) !== false) {
      childrenOf(node).forEach((child) => visitBelow(child, node));
    }
  };
  visitBelow(expr, undefined);
}
