import {
  selectorsOf,
  valueTypeOf,
  type Aggregation,
  type Call,
  type Expr,
  type VectorSelector,
} from '../../promql';
import { aggregate, call } from '../build';
import { locate, type World } from '../locate';
import { descend, type Descent } from './descend';
import type { PartialRecorder } from './partial-recorder';
import { reduces } from './reduces';
import { hasSingleNames, speaksOfNames, withoutPartials } from './shard-forms';
import { splitAbsent } from './split-absent';
import { splitAggregation } from './split-aggregation';

/**
 * The expression as it is evaluated above: what the shards can work out by themselves, and what is less for it, is read from
 * partial results; the rest from raw series of all shards.
 *
 * @param mustCopy whether what a selector selects must be recorded on the shards at the time of the rule, though it is recorded
 *   already
 */
export function aboveExpression(
  expr: Expr,
  world: World,
  partials: PartialRecorder,
  mustCopy: (selector: VectorSelector) => boolean = () => false,
): Expr {
  // A partial result has a name of its own.
  return speaksOfNames(expr) ? withoutPartials(expr, world) : new Above(world, partials, mustCopy).of(expr);
}

class Above implements Descent {
  constructor(
    private readonly world: World,
    private readonly partials: PartialRecorder,
    private readonly mustCopy: (selector: VectorSelector) => boolean,
  ) {}

  of(expr: Expr): Expr {
    const { where } = locate(expr, this.world);
    if (where !== 'above') {
      return this.fromShards(expr, where === 'local' ? 'all' : 'first');
    }
    return descend(expr, this);
  }

  read(expr: Expr): Expr {
    return withoutPartials(expr, this.world);
  }

  /** What the shards can work out: recorded there, where that is less than what it is made from. */
  private fromShards(expr: Expr, on: 'all' | 'first'): Expr {
    const selectors = selectorsOf(expr);
    return selectors.length > 0 &&
      valueTypeOf(expr) === 'instant vector' &&
      (reduces(expr) || selectors.some(this.mustCopy)) &&
      hasSingleNames(expr)
      ? this.partials.whole(expr, on)
      : withoutPartials(expr, this.world);
  }

  aggregation(expr: Aggregation): Expr {
    const isSplit =
      locate(expr.expr, this.world).where === 'local' &&
      (expr.param === undefined || locate(expr.param, this.world).where === 'replicated');
    return (
      (isSplit ? splitAggregation(expr, this.partials) : undefined) ??
      aggregate(expr.op, this.of(expr.expr), expr, expr.param && this.of(expr.param))
    );
  }

  call(expr: Call): Expr {
    const [first] = expr.args;
    if (expr.name === 'absent' || expr.name === 'absent_over_time') {
      const isLocal = first !== undefined && locate(first, this.world).where === 'local';
      return (isLocal ? splitAbsent(expr, this.partials) : undefined) ?? this.absent(expr, first);
    }
    return { ...expr, args: expr.args.map((arg) => this.of(arg)) };
  }

  /** Of a selector alone it matters how it is written. */
  private absent(expr: Call, arg: Expr | undefined): Expr {
    return arg?.type === 'aggregation' || arg?.type === 'binary' || arg?.type === 'call'
      ? call(expr.name, this.of(arg))
      : withoutPartials(expr, this.world);
  }
}
