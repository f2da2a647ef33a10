import type { Expr } from '../ast';
import { rangedOperand, sidesOf, signedOperand } from './parentheses';
import { argumentsOf, printAggregationHead, printOperator, printPromQL } from './print';
import { printSubquerySuffix } from './selector';

/** Longer expressions are spread over several lines: as Prometheus does it. */
const LONGEST_LINE = 100;
const INDENT = '  ';

/** An expression over as many lines as it needs to be read, indented as Prometheus's own formatter does. */
export function prettyPromQL(expr: Expr): string {
  return pretty(expr, 0);
}

function pretty(expr: Expr, level: number): string {
  const indent = INDENT.repeat(level);
  const text = printPromQL(expr);
  if (Buffer.byteLength(text) <= LONGEST_LINE) {
    return indent + text;
  }
  switch (expr.type) {
    case 'aggregation':
      return block(printAggregationHead(expr), argumentsOf(expr), level);
    case 'call':
      return block(expr.name, expr.args, level);
    case 'paren':
      return block('', [expr.expr], level);
    case 'subquery':
      return `${pretty(rangedOperand(expr.expr), level)}${printSubquerySuffix(expr)}`;
    case 'unary':
      return `${indent}${expr.op}${pretty(signedOperand(expr.expr), level).trimStart()}`;
    case 'binary': {
      const [lhs, rhs] = sidesOf(expr);
      return `${pretty(lhs, level + 1)}\n${indent}${printOperator(expr)}\n${pretty(rhs, level + 1)}`;
    }
    case 'number':
    case 'string':
    case 'vectorSelector':
    case 'matrixSelector':
      return indent + text;
  }
}

function block(head: string, args: readonly Expr[], level: number): string {
  const indent = INDENT.repeat(level);
  const inner = args.map((arg) => pretty(arg, level + 1)).join(',\n');
  return args.length === 0 ? `${indent}${head}()` : `${indent}${head}(\n${inner}\n${indent})`;
}
