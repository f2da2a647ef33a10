import { metricNamesOf, type Duration, type Expr, type Modifiers } from '../promql';
import type { PlacementCost } from './placement';
import { SHARD_ALIVE } from './guard';

/** How far into the past an expression looks, in milliseconds; for ever, where it names a time or works one out. */
export function reachOf(expr: Expr): number {
  let reach = 0;
  visit(expr, 0, (_, back) => {
    reach = Math.max(reach, back);
  });
  return reach;
}

/** What is read above. */
export function costOf(expr: Expr, isRecorded: (name: string) => boolean): PlacementCost {
  let [recorded, raw, rawRange] = [0, 0, 0];
  visit(expr, 0, (names, back) => {
    if (names?.every((name) => name === SHARD_ALIVE) === true) {
      return;
    }
    if (names?.every(isRecorded) === true) {
      recorded += 1;
    } else {
      raw += 1;
      rawRange = Math.max(rawRange, back);
    }
  });
  return { recorded, raw, rawRange };
}

type Visit = (names: readonly string[] | undefined, back: number) => void;

/** @param back how far what is around looks back itself */
function visit(expr: Expr, back: number, each: Visit): void {
  switch (expr.type) {
    case 'vectorSelector':
      each(metricNamesOf(expr), back + modifiersReach(expr));
      return;
    case 'matrixSelector':
      visit(expr.selector, back + length(expr.range), each);
      return;
    case 'subquery':
      visit(expr.expr, back + length(expr.range) + modifiersReach(expr), each);
      return;
    case 'aggregation':
      visit(expr.expr, back, each);
      if (expr.param !== undefined) {
        visit(expr.param, back, each);
      }
      return;
    case 'binary':
      visit(expr.lhs, back, each);
      visit(expr.rhs, back, each);
      return;
    case 'paren':
    case 'unary':
      visit(expr.expr, back, each);
      return;
    case 'call':
      expr.args.forEach((arg) => {
        visit(arg, back, each);
      });
      return;
    case 'number':
    case 'string':
  }
}

function modifiersReach({ offset, at }: Modifiers): number {
  return (typeof at === 'number' ? Infinity : 0) + (offset === undefined ? 0 : Math.max(0, length(offset)));
}

function length(duration: Duration): number {
  return duration.type === 'number' ? duration.value * 1000 : Infinity;
}
