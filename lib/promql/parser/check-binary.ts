import type { Binary, BinaryOperator, Expr, Span, VectorMatching } from '../ast';
import { valueTypeOf } from '../value-type';
import type { BinaryModifiers } from './matching';
import type { Reader } from './reader';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const SETS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

/** A binary expression that was read, before its matching is known to mean something. */
export type Operation = Omit<Binary, 'matching' | 'bool'> & BinaryModifiers;

/** Checks an operation, and settles how its sides match: series match where both sides have some. */
export function checkBinary(reader: Reader, operation: Operation): Binary {
  const { matching, ...rest } = operation;
  const lhs = valueTypeOf(rest.lhs);
  const rhs = valueTypeOf(rest.rhs);
  checkBool(reader, operation, lhs === 'scalar' && rhs === 'scalar');
  checkOperand(reader, rest.lhs);
  checkOperand(reader, rest.rhs);
  checkOverlap(reader, operation);
  if (SETS.has(rest.op) && (lhs === 'scalar' || rhs === 'scalar')) {
    reader.report(
      'type',
      rest.operator,
      `set operator "${rest.op}" not allowed in binary scalar expression`,
      'Make a vector of a number with vector(…).',
    );
  }
  if (lhs !== 'instant vector' || rhs !== 'instant vector') {
    checkNoMatching(reader, operation);
    return Object.freeze(rest);
  }
  return Object.freeze({ ...rest, matching: settle(reader, rest.op, matching, rest.operator) });
}

function checkBool(reader: Reader, { op, bool, operator }: Operation, scalars: boolean): void {
  if (bool && !COMPARISONS.has(op)) {
    reader.report('matching', operator, 'bool modifier can only be used on comparison operators');
  } else if (!bool && scalars && COMPARISONS.has(op)) {
    reader.report(
      'type',
      operator,
      'comparisons between scalars must use BOOL modifier',
      `Write \`${op} bool\`.`,
    );
  }
}

function checkOperand(reader: Reader, operand: Expr): void {
  const type = valueTypeOf(operand);
  if (type === 'range vector' || type === 'string') {
    reader.report(
      'type',
      operand,
      `binary expression must contain only scalar and instant vector types, not ${type}`,
      type === 'range vector' ? 'Apply a function to the range first, for example rate().' : undefined,
    );
  }
}

function checkOverlap(reader: Reader, { matching: { on, labels, include }, operator }: Operation): void {
  for (const label of on ? labels.filter((each) => include.includes(each)) : []) {
    reader.report(
      'matching',
      operator,
      `label "${label}" must not occur in ON and GROUP clause at once`,
      'Labels of the on clause are in the result anyway: leave it out of the group clause.',
    );
  }
}

function checkNoMatching(reader: Reader, { matching: { labels, fill }, operator }: Operation): void {
  if (labels.length > 0) {
    reader.report('matching', operator, 'vector matching only allowed between instant vectors');
  }
  if (isFilled(fill)) {
    reader.report('matching', operator, 'filling in missing series only allowed between instant vectors');
  }
}

function settle(reader: Reader, op: BinaryOperator, matching: VectorMatching, where: Span): VectorMatching {
  if (!SETS.has(op)) {
    return matching;
  }
  if (matching.card !== 'one-to-one') {
    reader.report(
      'matching',
      where,
      `no grouping allowed for "${op}" operation`,
      'Leave out group_left or group_right.',
    );
  }
  if (isFilled(matching.fill)) {
    reader.report('matching', where, 'filling in missing series not allowed for set operators');
  }
  return Object.freeze({ ...matching, card: 'many-to-many' });
}

function isFilled({ lhs, rhs }: VectorMatching['fill']): boolean {
  return lhs !== undefined || rhs !== undefined;
}
