import { walkPromQL, type Expr } from '../../promql';

/** Whether something holds for an expression, or for any part of it. */
export function someNode(expr: Expr, holds: (node: Expr) => boolean): boolean {
  let found = false;
  walkPromQL(expr, (node) => {
    found ||= holds(node);
    return !found;
  });
  return found;
}
