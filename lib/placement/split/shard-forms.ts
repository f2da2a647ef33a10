import {
  METRIC_NAME,
  metricNamesOf,
  printPromQL,
  rewritePromQL,
  type Expr,
  type Matcher,
  type VectorSelector,
} from '../../promql';
import { quoteRegex } from '../../values';
import { broadcastJobs, possibleJobs, type World } from '../locate';
import { isAmbiguous } from '../locate';

/** An expression as the shards evaluate it. */
export interface ShardForms {
  readonly first: Expr;
  readonly others: Expr;
}

/**
 * The expression on shard 0, and on all others: where a selector can select broadcast jobs besides sharded ones, these leave
 * the broadcast ones to shard 0, so that they count once.
 */
export function shardForms(expr: Expr, world: World): ShardForms {
  const first = withoutPartials(expr, world);
  const others = rewritePromQL(first, (node) => {
    if (node.type !== 'vectorSelector' || !isAmbiguous(node, world)) {
      return node;
    }
    return withMatcher(node, exceptJobs(possibleJobs(node, broadcastJobs(world), world)));
  });
  return { first, others };
}

/** Selectors that name no metric would select partial results, which one server does not have. */
export function withoutPartials(expr: Expr, { facts }: World): Expr {
  return rewritePromQL(expr, (node) =>
    node.type === 'vectorSelector' && metricNamesOf(node) === undefined
      ? withMatcher(node, { name: facts.shardLabel, type: '=', value: '' })
      : node,
  );
}

/** Whether the shards have one form of it. */
export function isSame({ first, others }: ShardForms): boolean {
  return first === others || printPromQL(first) === printPromQL(others);
}

function exceptJobs(jobs: readonly string[]): Matcher {
  const [only] = jobs;
  return jobs.length === 1 && only !== undefined
    ? { name: 'job', type: '!=', value: only }
    : { name: 'job', type: '!~', value: jobs.map(quoteRegex).join('|') };
}

function withMatcher(selector: VectorSelector, matcher: Matcher): VectorSelector {
  return Object.freeze({ ...selector, matchers: Object.freeze([...selector.matchers, matcher]) });
}

/** Whether all series of each selector have one name, so that nothing falls together when names are lost. */
export function hasSingleNames(expr: Expr): boolean {
  switch (expr.type) {
    case 'vectorSelector':
      return metricNamesOf(expr)?.length === 1;
    case 'matrixSelector':
      return hasSingleNames(expr.selector);
    case 'binary':
      // The names of both sides can come together in the result of `or` alone; it compares all but names.
      return hasSingleNames(expr.lhs) && hasSingleNames(expr.rhs);
    case 'aggregation':
      return expr.op === 'topk' || expr.op === 'bottomk' ? hasSingleNames(expr.expr) : true;
    case 'call':
      return expr.args.every(hasSingleNames);
    case 'paren':
    case 'unary':
    case 'subquery':
      return hasSingleNames(expr.expr);
    case 'number':
    case 'string':
      return true;
  }
}

/** Whether the expression does something with names of metrics besides selecting them. */
export function speaksOfNames(expr: Expr): boolean {
  switch (expr.type) {
    case 'aggregation':
      return (
        (expr.grouping.includes(METRIC_NAME) && !expr.without) ||
        speaksOfNames(expr.expr) ||
        isName(expr.param)
      );
    case 'binary':
      return (
        expr.matching?.labels.includes(METRIC_NAME) === true ||
        expr.matching?.include.includes(METRIC_NAME) === true ||
        speaksOfNames(expr.lhs) ||
        speaksOfNames(expr.rhs)
      );
    case 'call':
      return expr.args.some((arg) => isName(arg) || speaksOfNames(arg));
    case 'paren':
    case 'unary':
    case 'subquery':
      return speaksOfNames(expr.expr);
    case 'number':
    case 'string':
    case 'vectorSelector':
    case 'matrixSelector':
      return false;
  }
}

function isName(expr: Expr | undefined): boolean {
  return expr?.type === 'string' && expr.value === METRIC_NAME;
}
