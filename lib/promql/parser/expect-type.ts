import type { Expr, ValueType } from '../ast';
import { valueTypeOf } from '../value-type';
import type { Reader } from './reader';

/**
 * Reports an expression that does not evaluate to what is needed.
 *
 * @param context where it is needed, for example `aggregation expression`
 */
export function expectType(reader: Reader, expr: Expr, wanted: ValueType, context: string): void {
  const got = valueTypeOf(expr);
  if (got !== wanted) {
    reader.report(
      'type',
      expr,
      `expected type ${wanted} in ${context}, got ${got}`,
      remedyFor(reader, expr, wanted, got),
    );
  }
}

function remedyFor(reader: Reader, expr: Expr, wanted: ValueType, got: ValueType): string | undefined {
  const text = reader.text.slice(expr.start, expr.end);
  const shown = text.length > 40 ? '…' : text;
  if (wanted === 'range vector') {
    return expr.type === 'vectorSelector'
      ? `Say over which time: ${shown}[5m].`
      : got === 'instant vector'
        ? `A range of an expression is a subquery: ${expr.type === 'call' || expr.type === 'paren' ? shown : `(${shown})`}[5m:].`
        : undefined;
  }
  if (wanted === 'instant vector') {
    return got === 'range vector'
      ? 'Apply a function to the range first, for example rate() or max_over_time().'
      : got === 'scalar'
        ? `Make a vector of it: vector(${shown}).`
        : undefined;
  }
  if (wanted === 'scalar') {
    return got === 'instant vector' ? `Make a scalar of it: scalar(${shown}).` : undefined;
  }
  return 'Put it in quotes.';
}
