import type { Binary, Expr } from '../ast';
import { precedenceOf, SIGN_PRECEDENCE } from '../precedence';

/**
 * An operand in parentheses, where it would be read as something else without. Hardly so in what was parsed, which
 * keeps its parentheses; what a rewrite puts together may need them.
 */
export function operand(expr: Expr, isSafe: boolean): Expr {
  return isSafe ? expr : { type: 'paren', expr, start: expr.start, end: expr.end };
}

/** The sides of an operation as they are printed. */
export function sidesOf({ op, lhs, rhs }: Binary): readonly [lhs: Expr, rhs: Expr] {
  const precedence = precedenceOf(op);
  const isPower = op === '^';
  // Infinity is printed with a sign, which would be read as one before all of the power.
  const isInfinity = lhs.type === 'number' && lhs.value === Number.POSITIVE_INFINITY;
  return [
    operand(
      lhs,
      (strength(lhs) > precedence && !(isPower && isInfinity)) || (strength(lhs) === precedence && !isPower),
    ),
    // A sign in front of the right side is read before the operator is.
    operand(rhs, strength(rhs) > precedence || (isPower && strength(rhs) === precedence) || isSigned(rhs)),
  ];
}

/** What a sign stands before, as it is printed. */
export function signedOperand(expr: Expr): Expr {
  return operand(expr, (strength(expr) > SIGN_PRECEDENCE && expr.type !== 'number') || expr.type === 'unary');
}

/** What a range stands behind, as it is printed. */
export function rangedOperand(expr: Expr): Expr {
  return operand(expr, strength(expr) === Number.POSITIVE_INFINITY);
}

/** How tightly an expression holds together. */
function strength(expr: Expr): number {
  if (expr.type === 'binary') {
    return precedenceOf(expr.op);
  }
  return isSigned(expr) ? SIGN_PRECEDENCE : Number.POSITIVE_INFINITY;
}

function isSigned(expr: Expr): boolean {
  return expr.type === 'unary' || (expr.type === 'number' && (expr.value < 0 || Object.is(expr.value, -0)));
}
