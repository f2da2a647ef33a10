import { printPromQL, valueTypeOf, type Aggregation, type Call, type Expr } from '../../promql';
import { textOf } from '../build';
import { locateBinary } from './locate-binary';
import { locateSelector } from './locate-selector';
import { above, isOnOneShard, keeping, REPLICATED, type Local, type Location } from './location';
import { becauseOf } from './reasons';
import type { World } from './world';

/** Aggregations that choose among series, and keep their labels. */
const CHOOSE: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

const KNOWN = new WeakMap<World, WeakMap<Expr, Location>>();

/** Where the result of an expression is: worked out from the inside out; what is not known to be right on the shards is above. */
export function locate(expr: Expr, world: World): Location {
  const known = KNOWN.get(world) ?? new WeakMap<Expr, Location>();
  KNOWN.set(world, known);
  const location = known.get(expr) ?? located(expr, world);
  known.set(expr, location);
  return location;
}

function located(expr: Expr, world: World): Location {
  switch (expr.type) {
    case 'number':
    case 'string':
      return REPLICATED;
    case 'vectorSelector':
      return locateSelector(expr, world);
    case 'matrixSelector':
      return locate(expr.selector, world);
    case 'paren':
    case 'subquery':
    case 'unary':
      return locate(expr.expr, world);
    case 'aggregation':
      return locateAggregation(expr, world);
    case 'binary':
      return locateBinary(expr, locate(expr.lhs, world), locate(expr.rhs, world), world.keys);
    case 'call':
      return locateCall(expr, world);
  }
}

function locateAggregation(expr: Aggregation, world: World): Location {
  const input = locate(expr.expr, world);
  const param = expr.param === undefined ? REPLICATED : locate(expr.param, world);
  if (param.where !== 'replicated' || input.where !== 'local') {
    return firstAbove([input, param]) ?? REPLICATED;
  }
  const { op, grouping, without } = expr;
  // The label that `count_values` writes is written before series are grouped.
  const written = op === 'count_values' ? textOf(expr.param) : undefined;
  const keeps = (label: string): boolean => grouping.includes(label) !== without && label !== written;
  if (!isOnOneShard(input, world.keys, keeps)) {
    return above(becauseOf.aggregation(printPromQL(expr), namesOfKeys(world)));
  }
  return CHOOSE.has(op) ? input : keeping(input, keeps);
}

function locateCall(expr: Call, world: World): Location {
  const { name, args } = expr;
  const locations = args.map((arg) => locate(arg, world));
  const missing = firstAbove(locations);
  if (missing !== undefined) {
    return missing;
  }
  const inputs = args.flatMap((arg, index): Local[] => {
    const location = locations[index];
    return location?.where === 'local' && valueTypeOf(arg) !== 'string' ? [location] : [];
  });
  const [input] = inputs;
  // `info` reads series that its arguments do not name.
  if (input === undefined && name !== 'info') {
    return REPLICATED;
  }
  const part = printPromQL(expr);
  switch (name) {
    case 'absent':
    case 'absent_over_time':
      return above(becauseOf.absent(part));
    case 'scalar':
      return above(becauseOf.scalar(part));
    case 'info':
      return locateInfo(locations[0], part, world);
    default:
      return input === undefined ? REPLICATED : elementwise(expr, input, world);
  }
}

/** The labels that are looked up are those of a series of the same job and instance. */
function locateInfo(input: Location | undefined, part: string, { keys }: World): Location {
  const isTarget = (label: string): boolean => label === 'job' || label === 'instance';
  return input?.where === 'local' &&
    [...input.intact].filter(isTarget).length === 2 &&
    isOnOneShard(input, keys, isTarget)
    ? input
    : above(becauseOf.info(part));
}

/** Functions that look at one series at a time; of a histogram, at one set of buckets. */
function elementwise(expr: Call, input: Local, world: World): Location {
  switch (expr.name) {
    case 'histogram_quantile':
    case 'histogram_fraction':
    case 'histogram_quantiles':
      return isOnOneShard(input, world.keys, (label) => label !== 'le')
        ? keeping(input, (label) => label !== 'le' && label !== writtenLabel(expr))
        : above(becauseOf.histogram(printPromQL(expr)));
    case 'label_replace':
    case 'label_join':
      return keeping(input, (label) => label !== writtenLabel(expr));
    default:
      return input;
  }
}

function writtenLabel({ name, args }: Call): string | undefined {
  return name === 'histogram_quantile' || name === 'histogram_fraction' ? undefined : textOf(args[1]);
}

/** What keeps several parts from the shards. */
function firstAbove(locations: readonly Location[]): Location | undefined {
  const reasons = locations.flatMap((location) => (location.where === 'above' ? location.reasons : []));
  return reasons.length === 0 ? undefined : above(...reasons);
}

function namesOfKeys({ keys }: World): string {
  return keys.map((key) => key.map((label) => `\`${label}\``).join(' and ')).join(', or ');
}
