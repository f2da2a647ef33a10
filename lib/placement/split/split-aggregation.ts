import type { Aggregation, Expr } from '../../promql';
import { aggregate, binary, paren, textOf, type Grouping } from '../build';
import type { PartialRecorder } from './partial-recorder';
import { hasSingleNames } from './shard-forms';

/**
 * An aggregation over series of several shards as one over partial results: exact, but for the last bits of sums, and for
 * which of several equal series `topk` takes. Undefined where the aggregation needs all series at once.
 *
 * @param lost labels that the input does not have, and that parts are given on their way up
 */
export function splitAggregation(
  expr: Aggregation,
  partials: PartialRecorder,
  lost: readonly string[] = [],
): Expr | undefined {
  const { op, expr: input, param } = expr;
  const grouping: Grouping = expr;
  const part = (partOp: Aggregation['op'], withParam?: Expr): Expr =>
    partials.partial(partOp, aggregate(partOp, input, grouping, withParam));
  const over: Grouping = expr.without
    ? partials.perShard([...expr.grouping, ...lost])
    : { grouping: expr.grouping.filter((label) => !lost.includes(label)), without: false };
  switch (op) {
    case 'sum':
    case 'min':
    case 'max':
    case 'group':
      return aggregate(op, part(op), over);
    case 'count':
      return aggregate('sum', part('count'), over);
    case 'avg':
      return paren(binary('/', aggregate('sum', part('sum'), over), aggregate('sum', part('count'), over)));
    case 'topk':
    case 'bottomk':
      return hasSingleNames(input)
        ? aggregate(op, aggregate('sum', part(op, param), partials.perShard(lost)), grouping, param)
        : undefined;
    case 'count_values': {
      const label = textOf(param);
      const withLabel = {
        grouping: [...new Set([...over.grouping, ...(label === undefined ? [] : [label])])],
        without: false,
      };
      return aggregate('sum', part('count_values', param), over.without ? over : withLabel);
    }
    case 'stddev':
    case 'stdvar':
    case 'quantile':
    case 'limitk':
    case 'limit_ratio':
      return undefined;
  }
}
