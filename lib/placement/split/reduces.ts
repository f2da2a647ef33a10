import type { Expr } from '../../promql';

/** Whether the result is less than what is read for it, as a rule. */
export function reduces(expr: Expr): boolean {
  switch (expr.type) {
    case 'aggregation':
      return true;
    case 'binary':
      return expr.matching !== undefined || isFilter(expr.op) || reduces(expr.lhs) || reduces(expr.rhs);
    case 'call':
      return expr.args.some(reduces);
    case 'paren':
    case 'unary':
    case 'subquery':
      return reduces(expr.expr);
    case 'number':
    case 'string':
    case 'vectorSelector':
    case 'matrixSelector':
      return false;
  }
}

function isFilter(op: string): boolean {
  return ['==', '!=', '<', '<=', '>', '>='].includes(op);
}
