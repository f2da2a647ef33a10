import { printPromQL, valueTypeOf, type Binary, type VectorMatching } from '../../promql';
import { above, common, keeping, type Keys, type Local, type Location } from './location';
import { becauseOf } from './reasons';

/** Where the result of an operation is, by where its sides are. */
export function locateBinary(expr: Binary, lhs: Location, rhs: Location, keys: Keys): Location {
  if (lhs.where === 'above' || rhs.where === 'above') {
    return above(...[lhs, rhs].flatMap((side) => (side.where === 'above' ? side.reasons : [])));
  }
  const { matching } = expr;
  if (matching === undefined) {
    // A scalar that is no replicated one is above; what is left to ask is where the vector is.
    return valueTypeOf(expr.lhs) === 'scalar' ? rhs : lhs;
  }
  if (lhs.where === 'local' && rhs.where === 'local') {
    return ofTwoLocal(expr, matching, lhs, rhs, keys);
  }
  if (lhs.where === 'local') {
    return decides(expr, matching, 'lhs')
      ? withReplicated(expr, matching, lhs, 'lhs')
      : above(becauseOf.replicatedSide(printPromQL(expr)));
  }
  if (rhs.where === 'local') {
    return decides(expr, matching, 'rhs')
      ? withReplicated(expr, matching, rhs, 'rhs')
      : above(becauseOf.replicatedSide(printPromQL(expr)));
  }
  return lhs;
}

/** Whether a pair of series of both sides agrees on the label, where it is compared at all. */
function isCompared({ on, labels }: VectorMatching, label: string): boolean {
  return labels.includes(label) === on;
}

function ofTwoLocal(expr: Binary, matching: VectorMatching, lhs: Local, rhs: Local, keys: Keys): Location {
  const agrees = (label: string): boolean =>
    (isCompared(matching, label) && lhs.intact.has(label) && rhs.intact.has(label)) ||
    (lhs.facts.has(label) && lhs.facts.get(label) === rhs.facts.get(label));
  const key = keys.find((each) => each.every(agrees));
  const isPinned = lhs.pin !== undefined && lhs.pin === rhs.pin;
  if (key === undefined && !isPinned && !neverMatch(matching, lhs, rhs)) {
    return above(becauseOf.join(printPromQL(expr)));
  }
  if (expr.op === 'or') {
    return common(lhs, rhs);
  }
  if (expr.op === 'and' || expr.op === 'unless') {
    return lhs;
  }
  // What is matched by a key is of one target, so that what is known of one side holds for the other.
  const [own, other] = matching.card === 'one-to-many' ? [rhs, lhs] : [lhs, rhs];
  const further = [...other.facts].filter(([label]) => key?.includes(label) === true);
  const result: Local = { ...own, facts: new Map([...further, ...own.facts]) };
  return keeping(
    result,
    (label) =>
      isKept(matching, label) && (isFilled(matching) ? rhs.intact.has(label) && lhs.intact.has(label) : true),
  );
}

/** Whether the sides have a label that is compared and known to differ: then nothing of one ever meets the other. */
function neverMatch(matching: VectorMatching, lhs: Local, rhs: Local): boolean {
  return (
    !isFilled(matching) &&
    [...lhs.facts].some(
      ([label, value]) =>
        isCompared(matching, label) &&
        lhs.intact.has(label) &&
        rhs.intact.has(label) &&
        (rhs.facts.get(label) ?? value) !== value,
    )
  );
}

/** Labels of the side that gives the result its labels which are still its own. */
function isKept(matching: VectorMatching, label: string): boolean {
  return matching.card === 'one-to-one' ? isCompared(matching, label) : !matching.include.includes(label);
}

function isFilled({ fill }: VectorMatching): boolean {
  return fill.lhs !== undefined || fill.rhs !== undefined;
}

/** Whether there is a result only where this side has a series: the other side is everywhere. */
function decides({ op }: Binary, { fill, card }: VectorMatching, side: 'lhs' | 'rhs'): boolean {
  if (op === 'or') {
    return false;
  }
  if (op === 'and' || op === 'unless') {
    return side === 'lhs';
  }
  // Of one local series and many that are everywhere, each of the many has its match on one shard only.
  return fill[side] === undefined && card !== 'many-to-many';
}

/** The result of a side with what is the same on every shard. */
function withReplicated(expr: Binary, matching: VectorMatching, own: Local, side: 'lhs' | 'rhs'): Local {
  if (expr.op === 'and' || expr.op === 'unless') {
    return own;
  }
  const isMany = matching.card === (side === 'lhs' ? 'many-to-one' : 'one-to-many');
  const isOne = matching.card === (side === 'lhs' ? 'one-to-many' : 'many-to-one');
  return keeping(own, (label) =>
    isOne
      ? // The labels are those of the other side, but for those that are compared and those that are taken over.
        isCompared(matching, label) || matching.include.includes(label)
      : isMany
        ? !matching.include.includes(label)
        : isCompared(matching, label),
  );
}
