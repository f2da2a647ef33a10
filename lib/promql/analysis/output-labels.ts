import { METRIC_NAME, type Aggregation, type Call, type Expr, type VectorSelector } from '../ast';
import { valueTypeOf } from '../value-type';
import { anyExcept, intersect, only, subtract, union, type LabelSet } from './label-set';
import { operationLabels } from './operation-labels';

const NONE = only();
const ANY = anyExcept();
const NAME = only(METRIC_NAME);

/** Functions whose results are the samples that were put in, with their name. */
const KEEP_NAME: ReadonlySet<string> = new Set([
  'first_over_time',
  'info',
  'label_join',
  'label_replace',
  'last_over_time',
  'sort',
  'sort_by_label',
  'sort_by_label_desc',
  'sort_desc',
]);

/** Aggregations that choose among series, and do not make new ones. */
const CHOOSE: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

/**
 * The labels that the result of an expression can have, the name of the metric among them: what `$labels` can be
 * asked for in a template of an alert. Scalars and strings have none.
 */
export function outputLabels(expr: Expr): LabelSet {
  switch (expr.type) {
    case 'number':
    case 'string':
      return NONE;
    case 'vectorSelector':
      return selectorLabels(expr);
    case 'matrixSelector':
      return selectorLabels(expr.selector);
    case 'paren':
    case 'subquery':
      return outputLabels(expr.expr);
    case 'unary':
      return expr.op === '-' ? subtract(outputLabels(expr.expr), NAME) : outputLabels(expr.expr);
    case 'aggregation':
      return aggregationLabels(expr);
    case 'call':
      return callLabels(expr);
    case 'binary':
      return operationLabels(expr, outputLabels(expr.lhs), outputLabels(expr.rhs));
  }
}

/** Everything but what the selector says must be missing. */
function selectorLabels({ matchers }: VectorSelector): LabelSet {
  const missing = matchers.filter(({ type, value }) => type === '=' && value === '');
  return missing.length === 0 ? ANY : anyExcept(...missing.map(({ name }) => name));
}

function aggregationLabels({ op, expr, param, grouping, without }: Aggregation): LabelSet {
  const input = outputLabels(expr);
  if (CHOOSE.has(op)) {
    return input;
  }
  const kept = without
    ? subtract(input, only(...grouping, METRIC_NAME))
    : intersect(input, only(...grouping));
  if (op !== 'count_values') {
    return kept;
  }
  const label = textOf(param);
  return label === undefined ? ANY : union(kept, only(label));
}

function callLabels({ name, args }: Call): LabelSet {
  const [first] = args;
  if (name === 'absent' || name === 'absent_over_time') {
    return first === undefined ? NONE : absentLabels(first);
  }
  const vector = args.find((arg) => !['scalar', 'string'].includes(valueTypeOf(arg)));
  if (vector === undefined || name === 'scalar') {
    return NONE;
  }
  const input = outputLabels(vector);
  const result = KEEP_NAME.has(name) ? input : subtract(input, NAME);
  switch (name) {
    case 'label_replace':
    case 'label_join':
      return withLabel(result, args[1]);
    case 'histogram_quantile':
    case 'histogram_fraction':
      return subtract(result, only('le'));
    case 'histogram_quantiles':
      return withLabel(subtract(result, only('le')), args[1]);
    case 'info':
      return ANY;
    default:
      return result;
  }
}

/** What is absent has the labels that it was asked for by value, each once. */
function absentLabels(arg: Expr): LabelSet {
  const selector = arg.type === 'matrixSelector' ? arg.selector : arg;
  if (selector.type !== 'vectorSelector') {
    return NONE;
  }
  const { matchers } = selector;
  const labels = matchers.filter(
    ({ name, type, value }, index) =>
      name !== METRIC_NAME &&
      type === '=' &&
      value !== '' &&
      matchers.every((other, at) => at === index || other.name !== name),
  );
  return only(...labels.map(({ name }) => name));
}

function withLabel(labels: LabelSet, name: Expr | undefined): LabelSet {
  const label = textOf(name);
  return label === undefined ? ANY : union(labels, only(label));
}

function textOf(expr: Expr | undefined): string | undefined {
  if (expr?.type === 'paren') {
    return textOf(expr.expr);
  }
  return expr?.type === 'string' ? expr.value : undefined;
}
