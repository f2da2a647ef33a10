import type { Duration, Expr, MatrixSelector, Modifiers, Span, Subquery, VectorSelector } from '../ast';
import { reaches } from '../dialect';
import type { Token } from '../lexer';
import { readOffset, readRange } from './durations';
import { expectType } from './expect-type';
import { isNumberToken, readNumber, signed } from './literals';
import type { Reader } from './reader';

/** Reads what may follow an operand: ranges, `offset`, `@`, `anchored`, `smoothed`, as often as they come. */
export function readPostfixes(reader: Reader, operand: Expr): Expr {
  let expr = operand;
  let levels = 0;
  for (;;) {
    const next = readPostfix(reader, expr);
    if (next === undefined) {
      reader.nesting.leave(levels);
      return expr;
    }
    reader.nesting.enter(next);
    levels += 1;
    expr = next;
  }
}

function readPostfix(reader: Reader, expr: Expr): Expr | undefined {
  const { next } = reader.tokens;
  if (next.kind === '[') {
    return readBrackets(reader, expr);
  }
  if (next.kind === '@') {
    return readAt(reader, expr);
  }
  if (next.word === 'offset') {
    reader.tokens.take();
    return addOffset(reader, expr, readOffset(reader));
  }
  if (next.word === 'anchored' || next.word === 'smoothed') {
    reader.tokens.take();
    return extend(reader, expr, next.word, next);
  }
  return undefined;
}

function readBrackets(reader: Reader, expr: Expr): Expr {
  const { tokens } = reader;
  const open = tokens.take();
  const range = readRange(reader);
  if (tokens.isNext(']')) {
    const close = tokens.take();
    return rangeOf(reader, expr, range, { start: open.start, end: close.end });
  }
  tokens.expect(':', '":" or "]"', 'in square brackets');
  const step = tokens.isNext(']') ? undefined : readRange(reader);
  const { end } = tokens.expect(']', '"]"', 'in square brackets');
  const subquery: Subquery = { type: 'subquery', expr, range, start: expr.start, end };
  expectType(reader, expr, 'instant vector', 'a subquery');
  return Object.freeze(step === undefined ? subquery : { ...subquery, step });
}

function rangeOf(reader: Reader, expr: Expr, range: Duration, where: Span): Expr {
  const misplaced = misplacedRange(reader, expr);
  if (misplaced !== undefined) {
    reader.report('modifier', where, ...misplaced);
  }
  return expr.type === 'vectorSelector'
    ? Object.freeze({ type: 'matrixSelector', selector: expr, range, start: expr.start, end: where.end })
    : expr;
}

function misplacedRange(
  reader: Reader,
  expr: Expr,
): readonly [complaint: string, remedy: string] | undefined {
  if (expr.type !== 'vectorSelector') {
    return ['ranges only allowed for vector selectors', 'A range of an expression is a subquery: (…)[5m:].'];
  }
  // Only literals, before 3.15 (#19406).
  const all = reaches(reader.dialect, [3, 15]);
  if (expr.offset !== undefined && (expr.offset.type === 'number' ? !isZero(expr.offset) : all)) {
    return ['no offset modifiers allowed before range', 'Write x[5m] offset 1h.'];
  }
  if (expr.at !== undefined && (typeof expr.at === 'number' || all)) {
    return ['no @ modifiers allowed before range', 'Write x[5m] @ 1609746000.'];
  }
  return undefined;
}

function addOffset(reader: Reader, expr: Expr, offset: Duration): Expr {
  const holder = modifiersOf(expr);
  const end = reader.tokens.lastEnd;
  if (holder === undefined) {
    reader.report(
      'modifier',
      expr,
      'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
      'Write it behind the selector, inside of the function.',
    );
    return expr;
  }
  // An offset of zero is none, to Prometheus.
  if (holder.offset !== undefined && !isZero(holder.offset)) {
    reader.report('modifier', { start: expr.start, end }, 'offset may not be set multiple times');
    return expr;
  }
  return withModifiers(expr, { offset }, end);
}

function readAt(reader: Reader, expr: Expr): Expr {
  const { tokens } = reader;
  const { start } = tokens.take();
  const at = readTime(reader, start);
  const end = tokens.lastEnd;
  const holder = modifiersOf(expr);
  if (holder === undefined) {
    reader.report(
      'modifier',
      expr,
      '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery',
      'Write it behind the selector, inside of the function.',
    );
    return expr;
  }
  if (holder.at !== undefined) {
    reader.report('modifier', { start: expr.start, end }, '@ <timestamp> may not be set multiple times');
    return expr;
  }
  return withModifiers(expr, { at }, end);
}

function readTime(reader: Reader, start: number): number | 'start' | 'end' {
  const { tokens } = reader;
  const edge = tokens.acceptWord('start') ?? tokens.acceptWord('end');
  if (edge !== undefined) {
    tokens.expect('(', '"("', `after ${edge.text}`);
    tokens.expect(')', '")"', `after ${edge.text}`);
    return edge.word === 'start' ? 'start' : 'end';
  }
  const sign = tokens.accept('-') ?? tokens.accept('+');
  if (!isNumberToken(tokens.next)) {
    tokens.fail('a Unix time in seconds, start() or end()', 'after @');
  }
  const literal = readNumber(reader, tokens.take());
  const seconds = sign === undefined ? literal.value : signed(sign, literal).value;
  if (!(Math.abs(seconds) < 2 ** 63)) {
    reader.report(
      'literal',
      { start, end: literal.end },
      `timestamp out of bounds for @ modifier: ${seconds}`,
    );
  }
  return seconds;
}

function extend(reader: Reader, expr: Expr, extension: 'anchored' | 'smoothed', where: Token): Expr {
  reader.gate('extendedRange', where, extension);
  const selector = expr.type === 'matrixSelector' ? expr.selector : expr;
  if (selector.type !== 'vectorSelector') {
    reader.report(
      'modifier',
      where,
      expr.type === 'subquery'
        ? `${extension} modifier is not supported for subqueries`
        : `${extension} modifier must be preceded by a selector`,
    );
    return expr;
  }
  if (selector.extension !== undefined && selector.extension !== extension) {
    reader.report('modifier', where, 'anchored and smoothed modifiers cannot be used together');
    return expr;
  }
  return withModifiers(expr, { extension }, where.end);
}

/** What holds the modifiers of an expression, where it can have any. */
function modifiersOf(expr: Expr): Modifiers | undefined {
  if (expr.type === 'matrixSelector') {
    return expr.selector;
  }
  return expr.type === 'vectorSelector' || expr.type === 'subquery' ? expr : undefined;
}

function withModifiers(
  expr: Expr,
  modifiers: Modifiers & Pick<VectorSelector, 'extension'>,
  end: number,
): Expr {
  if (expr.type === 'matrixSelector') {
    const selector: VectorSelector = Object.freeze({ ...expr.selector, ...modifiers });
    return Object.freeze<MatrixSelector>({ ...expr, selector, end });
  }
  return Object.freeze({ ...expr, ...modifiers, end });
}

function isZero(duration: Duration): boolean {
  return duration.type === 'number' && Math.round(duration.value * 1_000_000_000) === 0;
}
