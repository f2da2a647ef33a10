import { METRIC_NAME, type Binary, type VectorMatching } from '../ast';
import { valueTypeOf } from '../value-type';
import { anyExcept, intersect, only, subtract, union, type LabelSet } from './label-set';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/**
 * The labels that the result of an operation can have.
 *
 * @param lhs those of its left side
 * @param rhs those of its right side
 */
export function operationLabels(binary: Binary, lhs: LabelSet, rhs: LabelSet): LabelSet {
  const { op, bool, matching } = binary;
  if (op === 'and' || op === 'unless') {
    return lhs;
  }
  if (op === 'or') {
    return union(lhs, rhs);
  }
  const filters = COMPARISONS.has(op) && !bool;
  const result =
    matching === undefined
      ? valueTypeOf(binary.lhs) === 'scalar'
        ? rhs
        : lhs
      : matchedLabels(matching, lhs, rhs, filters);
  return filters ? result : subtract(result, only(METRIC_NAME));
}

function matchedLabels(matching: VectorMatching, lhs: LabelSet, rhs: LabelSet, filters: boolean): LabelSet {
  const { card, on, labels, include } = matching;
  const compared = on ? only(...labels) : anyExcept(...labels, METRIC_NAME);
  const isFilled = matching.fill.lhs !== undefined || matching.fill.rhs !== undefined;
  // What is compared is there on both sides or on none; only what is filled in has no other side.
  const agreed = intersect(isFilled ? union(lhs, rhs) : intersect(lhs, rhs), compared);
  if (card === 'many-to-one' || card === 'one-to-many') {
    const [many, one] = card === 'many-to-one' ? [lhs, rhs] : [rhs, lhs];
    const own = union(subtract(many, compared), agreed);
    return union(subtract(own, only(...include)), intersect(one, only(...include)));
  }
  // A comparison keeps the name of the left side, where `on` does not drop it.
  return filters && !on ? union(agreed, intersect(lhs, only(METRIC_NAME))) : agreed;
}
