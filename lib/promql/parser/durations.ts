import type { Duration, DurationCall } from '../ast';
import { reaches } from '../dialect';
import type { Token } from '../lexer';
import { checkDurationRange, isNumberToken, readNumber, signed } from './literals';
import { isDurationOperator, precedenceOf, rightPrecedence, SIGN_PRECEDENCE } from '../precedence';
import type { Reader } from './reader';

const EXPECTED = 'a duration, a number, step() or range()';

/**
 * Reads a range or a step in square brackets, which must be longer than zero where that can be told.
 */
export function readRange(reader: Reader): Duration {
  const duration = readDuration(reader, 0);
  if (duration.type === 'number' && duration.value <= 0) {
    reader.report('literal', duration, 'duration must be greater than 0');
  }
  return duration;
}

/**
 * Reads what follows `offset`. Arithmetic is read only behind a parenthesis or a second sign: `x offset 5m * 2` is
 * `(x offset 5m) * 2`, but `x offset (5m) * 2` looks back ten minutes. That is how Prometheus's grammar resolves
 * its conflicts.
 */
export function readOffset(reader: Reader): Duration {
  const { tokens } = reader;
  const sign = tokens.accept('-') ?? tokens.accept('+');
  const { next } = tokens;
  if (isNumberToken(next)) {
    const literal = readNumber(reader, tokens.take());
    const duration = sign === undefined ? literal : signed(sign, literal);
    checkDurationRange(reader, duration);
    return duration;
  }
  if (isDurationCall(next)) {
    const call = readCall(reader);
    return sign === undefined ? call : unary(sign, call);
  }
  if (next.kind === '(') {
    const paren = readParen(reader, sign === undefined);
    return sign === undefined ? readOperators(reader, paren, 0) : applySign(reader, sign, paren);
  }
  if (sign !== undefined && (next.kind === '-' || next.kind === '+')) {
    const operand = readDuration(reader, SIGN_PRECEDENCE + 1);
    return readOperators(reader, applySign(reader, sign, operand), 0);
  }
  return tokens.fail(EXPECTED, 'in an offset');
}

/** @param weakest the weakest operator that is read, by its precedence */
function readDuration(reader: Reader, weakest: number): Duration {
  reader.nesting.enter(reader.tokens.next);
  const duration = readOperators(reader, readOperand(reader), weakest);
  reader.nesting.leave();
  return duration;
}

function readOperators(reader: Reader, first: Duration, weakest: number): Duration {
  let lhs = first;
  let levels = 0;
  for (;;) {
    const { kind } = reader.tokens.next;
    if (!isDurationOperator(kind) || precedenceOf(kind) < weakest) {
      reader.nesting.leave(levels);
      return lhs;
    }
    const operator = reader.tokens.take();
    reader.nesting.enter(operator);
    levels += 1;
    const rhs = readDuration(reader, rightPrecedence(kind));
    if ((kind === '/' || kind === '%') && rhs.type === 'number' && rhs.value === 0) {
      reader.report('literal', operator, kind === '/' ? 'division by zero' : 'modulo by zero');
    }
    lhs = Object.freeze({ type: 'durationBinary', op: kind, lhs, rhs, start: lhs.start, end: rhs.end });
    reader.gate('durationExpression', lhs);
  }
}

function readOperand(reader: Reader): Duration {
  const { tokens } = reader;
  const { next } = tokens;
  if (isNumberToken(next)) {
    const literal = readNumber(reader, tokens.take());
    checkDurationRange(reader, literal);
    return literal;
  }
  if (next.kind === '-' || next.kind === '+') {
    const sign = tokens.take();
    return applySign(reader, sign, readDuration(reader, SIGN_PRECEDENCE + 1));
  }
  if (isDurationCall(next)) {
    return readCall(reader);
  }
  return next.kind === '(' ? readParen(reader, true) : tokens.fail(EXPECTED);
}

function readParen(reader: Reader, gated: boolean): Duration {
  const { tokens } = reader;
  const open = tokens.expect('(', '"("');
  const inner = readDuration(reader, 0);
  const close = tokens.expect(')', 'an operator or ")"', 'in a duration');
  const place = { start: open.start, end: close.end };
  if (gated) {
    reader.gate('durationExpression', place);
  }
  // Before 3.15 (#19403) a literal in parentheses was the literal.
  if (inner.type === 'number' && !reaches(reader.dialect, [3, 15])) {
    return Object.freeze({ ...inner, ...place });
  }
  const expr = inner.type === 'durationParen' ? inner.expr : inner;
  return Object.freeze({ type: 'durationParen', expr, ...place });
}

function isDurationCall({ word }: Token): boolean {
  return word === 'step' || word === 'range' || word === 'min_of' || word === 'max_of';
}

function readCall(reader: Reader): DurationCall {
  const { tokens } = reader;
  const { word, start } = tokens.take();
  const name = word as DurationCall['name'];
  tokens.expect('(', '"("', `after ${name}`);
  const args: Duration[] = [];
  if (name === 'min_of' || name === 'max_of') {
    args.push(readDuration(reader, 0));
    tokens.expect(',', '"," and a second duration', `in ${name}()`);
    args.push(readDuration(reader, 0));
  }
  const { end } = tokens.expect(')', '")"', `in ${name}()`);
  const call: DurationCall = Object.freeze({
    type: 'durationCall',
    name,
    args: Object.freeze(args),
    start,
    end,
  });
  reader.gate('durationExpression', call);
  return call;
}

function applySign(reader: Reader, sign: Token, operand: Duration): Duration {
  if (operand.type === 'number') {
    const literal = signed(sign, operand);
    checkDurationRange(reader, literal);
    return literal;
  }
  return sign.kind === '-' ? unary(sign, operand) : operand;
}

function unary(sign: Token, operand: Duration): Duration {
  const op = sign.kind === '-' ? '-' : '+';
  return Object.freeze({ type: 'durationUnary', op, operand, start: sign.start, end: operand.end });
}
