import type { Aggregation, Binary, Expr, VectorMatching } from '../ast';
import { printLiteral } from './duration';
import { printLabels } from './labels';
import { formatShort } from './number';
import { rangedOperand, sidesOf, signedOperand } from './parentheses';
import { quote } from './quote';
import { printMatrixSelector, printSubquerySuffix, printVectorSelector } from './selector';

/**
 * An expression in one line, as Prometheus prints it: single blanks, matchers in order, durations in their shortest
 * form. Where Prometheus prints something that it would not read again (durations below a millisecond, the
 * replacement character, names with dots without quotes), this does better.
 */
export function printPromQL(expr: Expr): string {
  switch (expr.type) {
    case 'number':
      return printLiteral(expr);
    case 'string':
      return quote(expr.value);
    case 'vectorSelector':
      return printVectorSelector(expr);
    case 'matrixSelector':
      return printMatrixSelector(expr);
    case 'subquery':
      return `${printPromQL(rangedOperand(expr.expr))}${printSubquerySuffix(expr)}`;
    case 'aggregation':
      return `${printAggregationHead(expr)}(${argumentsOf(expr).map(printPromQL).join(', ')})`;
    case 'call':
      return `${expr.name}(${expr.args.map(printPromQL).join(', ')})`;
    case 'paren':
      return `(${printPromQL(expr.expr)})`;
    case 'unary':
      return `${expr.op}${printPromQL(signedOperand(expr.expr))}`;
    case 'binary': {
      const [lhs, rhs] = sidesOf(expr);
      return `${printPromQL(lhs)} ${printOperator(expr)} ${printPromQL(rhs)}`;
    }
  }
}

/** What stands before the parenthesis: `sum by (job) `, `sum`. */
export function printAggregationHead({ op, grouping, without }: Aggregation): string {
  return without || grouping.length > 0
    ? `${op} ${without ? 'without' : 'by'} ${printLabels(grouping)} `
    : op;
}

export function argumentsOf({ param, expr }: Aggregation): readonly Expr[] {
  return param === undefined ? [expr] : [param, expr];
}

/** The operator and its modifiers: `/ on (job) group_left ()`. */
export function printOperator({ op, bool, matching }: Binary): string {
  return `${op}${bool ? ' bool' : ''}${matching === undefined ? '' : printMatching(matching)}`;
}

function printMatching({ card, on, labels, include, fill }: VectorMatching): string {
  const isGrouped = card === 'many-to-one' || card === 'one-to-many';
  const clause =
    labels.length > 0 || on || isGrouped ? ` ${on ? 'on' : 'ignoring'} ${printLabels(labels)}` : '';
  const group = isGrouped
    ? ` group_${card === 'many-to-one' ? 'left' : 'right'} ${printLabels(include)}`
    : '';
  return `${clause}${group}${printFill(fill)}`;
}

function printFill({ lhs, rhs }: VectorMatching['fill']): string {
  if (lhs !== undefined && lhs === rhs) {
    return ` fill (${formatShort(lhs)})`;
  }
  const left = lhs === undefined ? '' : ` fill_left (${formatShort(lhs)})`;
  return rhs === undefined ? left : `${left} fill_right (${formatShort(rhs)})`;
}
