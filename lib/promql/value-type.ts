import type { Expr, ValueType } from './ast';
import { functionOf } from './functions';

/** What an expression evaluates to. */
export function valueTypeOf(expr: Expr): ValueType {
  switch (expr.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'matrixSelector':
    case 'subquery':
      return 'range vector';
    case 'vectorSelector':
    case 'aggregation':
      return 'instant vector';
    case 'call':
      return functionOf(expr.name)?.returns ?? 'instant vector';
    case 'paren':
    case 'unary':
      return valueTypeOf(expr.expr);
    case 'binary':
      return valueTypeOf(expr.lhs) === 'scalar' && valueTypeOf(expr.rhs) === 'scalar'
        ? 'scalar'
        : 'instant vector';
  }
}
