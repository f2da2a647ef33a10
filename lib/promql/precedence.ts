import type { BinaryOperator, DurationOperator } from './ast';

/** Operators by how tightly they bind. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  [
    ['or'],
    ['and', 'unless'],
    ['==', '!=', '<', '<=', '>', '>=', '</', '>/'],
    ['+', '-'],
    ['*', '/', '%', 'atan2'],
    ['^'],
  ].flatMap((operators, index) => operators.map((operator) => [operator, index + 1] as const)),
);

/** That of a sign: `-a * b` is `(-a) * b`, `-a ^ b` is `-(a ^ b)`. */
export const SIGN_PRECEDENCE = PRECEDENCE.get('*') ?? 0;

const DURATION_OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^']);

/** How tightly a binary operator binds; 0 where the text is none. */
export function precedenceOf(operator: string): number {
  return PRECEDENCE.get(operator) ?? 0;
}

/** The weakest operator that the right side of this one takes in: only powers associate to the right. */
export function rightPrecedence(operator: string): number {
  return operator === '^' ? precedenceOf(operator) : precedenceOf(operator) + 1;
}

export function isBinaryOperator(text: string): text is BinaryOperator {
  return PRECEDENCE.has(text);
}

export function isDurationOperator(text: string): text is DurationOperator {
  return DURATION_OPERATORS.has(text);
}
