import type { Aggregation, Call, Expr } from '../../promql';

/** What becomes of an expression that no shard can work out alone. */
export interface Descent {
  of(expr: Expr): Expr;
  aggregation(expr: Aggregation): Expr;
  call(expr: Call): Expr;

  /** What is read as it stands: a subquery, too, since it looks at times of its own, at which nothing was recorded. */
  read(expr: Expr): Expr;
}

/** The expression, with what it is made of replaced. */
export function descend(expr: Expr, descent: Descent): Expr {
  switch (expr.type) {
    case 'paren':
    case 'unary':
      return { ...expr, expr: descent.of(expr.expr) };
    case 'aggregation':
      return descent.aggregation(expr);
    case 'call':
      return descent.call(expr);
    case 'binary':
      return { ...expr, lhs: descent.of(expr.lhs), rhs: descent.of(expr.rhs) };
    case 'number':
    case 'string':
    case 'vectorSelector':
    case 'matrixSelector':
    case 'subquery':
      return descent.read(expr);
  }
}
