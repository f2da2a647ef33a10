import type { Where } from '../problems';
import { PROMQL_FEATURES, readPromQL, type Expr, type PromQLFault, type PromQLOptions } from '../promql';

/** Everything that any supported Prometheus takes: what is wrong by this is wrong for all of them. */
export const ANY_PROMQL: PromQLOptions = { enableFeatures: PROMQL_FEATURES };

/** Reads an expression, and reports what Prometheus would not take; undefined where there is such. */
export function readExpression(where: Where, text: unknown, options: PromQLOptions): Expr | undefined {
  if (typeof text !== 'string' || text.trim() === '') {
    where.error({
      code: 'incomplete',
      value: text,
      complaint: 'is no expression',
      remedy: 'Write PromQL, as a text.',
    });
    return undefined;
  }
  const { expr, faults = [] } = readPromQL(text, options);
  for (const fault of faults) {
    where.error({
      code: `promql-${fault.code}`,
      value: lineOf(text, fault),
      complaint: `${fault.line}:${fault.column}: ${fault.complaint}`,
      ...(fault.remedy === undefined ? {} : { remedy: fault.remedy }),
    });
  }
  return expr;
}

/** Of an expression over several lines only that which is meant. */
function lineOf(text: string, { line }: PromQLFault): string {
  return text.split('\n')[line - 1]?.trim() ?? '';
}
