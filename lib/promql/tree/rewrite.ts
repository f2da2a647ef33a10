import type { Expr, VectorSelector } from '../ast';

/**
 * The expression with each part of it replaced by what `replace` makes of it, from the inside out. Parts that stay
 * what they were are shared with the old expression; return the node itself to leave it.
 *
 * The selector inside of a range, `x[5m]`, must stay a selector.
 *
 * @throws {TypeError} where it becomes something else
 */
export function rewritePromQL(expr: Expr, replace: (node: Expr) => Expr): Expr {
  return replace(rewriteChildren(expr, (child) => rewritePromQL(child, replace)));
}

function rewriteChildren(node: Expr, rewrite: (child: Expr) => Expr): Expr {
  switch (node.type) {
    case 'number':
    case 'string':
    case 'vectorSelector':
      return node;
    case 'matrixSelector': {
      const selector = selectorOf(rewrite(node.selector));
      return selector === node.selector ? node : Object.freeze({ ...node, selector });
    }
    case 'subquery':
    case 'paren':
    case 'unary': {
      const expr = rewrite(node.expr);
      return expr === node.expr ? node : Object.freeze({ ...node, expr });
    }
    case 'aggregation': {
      const param = node.param === undefined ? undefined : rewrite(node.param);
      const expr = rewrite(node.expr);
      return expr === node.expr && param === node.param
        ? node
        : Object.freeze({ ...node, expr, ...(param === undefined ? {} : { param }) });
    }
    case 'call': {
      const args = node.args.map(rewrite);
      return args.every((arg, index) => arg === node.args[index])
        ? node
        : Object.freeze({ ...node, args: Object.freeze(args) });
    }
    case 'binary': {
      const lhs = rewrite(node.lhs);
      const rhs = rewrite(node.rhs);
      return lhs === node.lhs && rhs === node.rhs ? node : Object.freeze({ ...node, lhs, rhs });
    }
  }
}

function selectorOf(expr: Expr): VectorSelector {
  if (expr.type !== 'vectorSelector') {
    throw new TypeError(
      `the selector of a range was replaced by ${expr.type}, which no range can stand behind`,
    );
  }
  return expr;
}
