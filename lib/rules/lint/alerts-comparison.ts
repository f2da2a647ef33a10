import type { Expr } from '../../promql';
import type { Lint } from './lint';
import { someNode } from './some-node';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const FILTERING: ReadonlySet<string> = new Set(['and', 'unless']);
const ABSENT: ReadonlySet<string> = new Set(['absent', 'absent_over_time']);

/** An alert without a condition fires for as long as there are series. */
export const alertsComparison: Lint = function* ({ rule, expr }) {
  if (rule.alert !== undefined && readsSeries(expr) && !hasCondition(expr)) {
    yield {
      complaint: 'has no condition: the alert fires for as long as there are such series',
      remedy: 'Compare, for example with `> 0`; `vector(1)` is for an alert that is always meant to fire.',
    };
  }
};

function hasCondition(expr: Expr): boolean {
  return someNode(
    expr,
    (node) =>
      (node.type === 'binary' && ((COMPARISONS.has(node.op) && !node.bool) || FILTERING.has(node.op))) ||
      (node.type === 'call' && ABSENT.has(node.name)),
  );
}

function readsSeries(expr: Expr): boolean {
  return someNode(expr, ({ type }) => type === 'vectorSelector');
}
