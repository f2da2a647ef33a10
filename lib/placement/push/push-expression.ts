import {
  metricNamesOf,
  selectorsOf,
  valueTypeOf,
  walkPromQL,
  type Aggregation,
  type Call,
  type Expr,
} from '../../promql';
import { aggregate, textOf } from '../build';
import { ALERT_SERIES, locate, type Location, type World } from '../locate';
import {
  descend,
  hasSingleNames,
  reduces,
  speaksOfNames,
  splitAbsent,
  splitAggregation,
  type Descent,
  type PartialRecorder,
} from '../split';

/**
 * The expression as the hub evaluates it over what is federated: all that leaves can work out by themselves, and that is less
 * than what it is made of or looks into the past, is recorded there.
 *
 * @param carried labels that series have above and not on their leaf
 */
export function pushExpression(
  expr: Expr,
  world: World,
  parts: PartialRecorder,
  carried: readonly string[],
): Expr {
  // A part has a name of its own.
  return speaksOfNames(expr) ? expr : new Pusher(world, parts, carried).of(expr);
}

class Pusher implements Descent {
  constructor(
    private readonly world: World,
    private readonly parts: PartialRecorder,
    private readonly carried: readonly string[],
  ) {}

  of(expr: Expr): Expr {
    const location = locate(expr, this.world);
    if (location.where === 'local' && this.isPart(expr)) {
      return aggregate('sum', this.parts.partial('value', expr), this.parts.perShard(this.lost(location)));
    }
    return descend(expr, this);
  }

  read(expr: Expr): Expr {
    return expr;
  }

  /** Labels that parts have above because they come from a leaf, and that the series of a result do not have. */
  private lost(location: Location): string[] {
    return location.where === 'local' ? this.carried.filter((label) => !location.intact.has(label)) : [];
  }

  /** Whether it is worth being recorded on the leaf, and comes to the same there. */
  private isPart(expr: Expr): boolean {
    return (
      selectorsOf(expr).length > 0 &&
      valueTypeOf(expr) === 'instant vector' &&
      (reduces(expr) || looksBack(expr)) &&
      hasSingleNames(expr) &&
      !this.speaksOfCarried(expr)
    );
  }

  aggregation(expr: Aggregation): Expr {
    const input = locate(expr.expr, this.world);
    const isSplit =
      locate(expr, this.world).where === 'above' &&
      input.where === 'local' &&
      (expr.param === undefined || locate(expr.param, this.world).where === 'replicated') &&
      !this.speaksOfCarried(expr);
    return (
      (isSplit ? splitAggregation(expr, this.parts, this.lost(input)) : undefined) ??
      aggregate(expr.op, this.of(expr.expr), expr, expr.param && this.of(expr.param))
    );
  }

  call(expr: Call): Expr {
    const [first] = expr.args;
    if (expr.name === 'absent' || expr.name === 'absent_over_time') {
      const isLocal = first !== undefined && locate(first, this.world).where === 'local';
      return (isLocal ? splitAbsent(expr, this.parts) : undefined) ?? expr;
    }
    return expr.name === 'info' ? expr : { ...expr, args: expr.args.map((arg) => this.of(arg)) };
  }

  /** Whether it reads or writes labels that are not there on the leaf, or chooses by all of them. */
  private speaksOfCarried(expr: Expr): boolean {
    let found = false;
    walkPromQL(expr, (node) => {
      found ||=
        (node.type === 'call' && node.args.some((arg) => this.isCarried(textOf(arg)))) ||
        (node.type === 'binary' && node.matching?.include.some((label) => this.isCarried(label)) === true) ||
        (node.type === 'aggregation' &&
          (['limitk', 'limit_ratio'].includes(node.op) || this.isCarried(textOf(node.param))));
    });
    return found;
  }

  private isCarried(label: string | undefined): boolean {
    return label !== undefined && this.carried.includes(label);
  }
}

/** Whether more is read than what there is at the moment. */
export function looksBack(expr: Expr): boolean {
  let found = false;
  walkPromQL(expr, (node) => {
    found ||=
      node.type === 'matrixSelector' ||
      node.type === 'subquery' ||
      (node.type === 'vectorSelector' && (node.offset !== undefined || node.at !== undefined));
  });
  return found;
}

/** Whether all that a selector can select are series about alerts. */
export function isOfAlerts(selector: Parameters<typeof metricNamesOf>[0]): boolean {
  return metricNamesOf(selector)?.every((name) => ALERT_SERIES.includes(name)) === true;
}
